import type { AttributeType, Finding } from '@outcrop/contract'

/** What a check must know of an attribute that something refers to. */
export interface KnownAttribute {
  readonly name: string
  readonly scope: 'visitor' | 'visit'
  readonly type: AttributeType
  readonly steps: readonly string[]
  /** Of a timeline: what its entries capture, where that is known. */
  readonly captures?: ReadonlySet<string> | undefined
}

/** The attributes of one stream, by name. */
export type KnownAttributes = ReadonlyMap<string, KnownAttribute>

/** The attribute that a reference means, or what is wrong with the reference. */
export function referred(
  path: string,
  { scope, attribute }: { readonly scope: 'visitor' | 'visit'; readonly attribute: string },
  known: KnownAttributes,
): KnownAttribute | Finding {
  const found = known.get(attribute)
  if (!found) {
    return {
      path: `${path}.attribute`,
      message: `This stream has no attribute "${attribute}". Create it first, or correct the name.`,
    }
  }
  if (found.scope === scope) return found
  return {
    path: `${path}.scope`,
    message: `"${attribute}" is an attribute of the ${found.scope}. Set the scope to "${found.scope}".`,
  }
}

/** A type in words, such as "string array". */
export const typeName = (type: AttributeType): string => type.replaceAll('_', ' ')
