import type { Finding, Source } from '@outcrop/contract'
import { referred, typeName, type KnownAttributes } from './known-attribute.ts'
import type { Wanted } from './wanted.ts'

/** What is wrong with where a value comes from: the attribute is not there, or is of a type that does not fit. */
export function checkSource(
  source: Source,
  path: string,
  { words, types, isFixed, takesTime }: Wanted,
  known: KnownAttributes,
): Finding[] {
  if ('value' in source) {
    if (isFixed(source.value)) return []
    return [{ path: `${path}.value`, message: `${JSON.stringify(source.value)} does not fit here: ${words} is needed.` }] // prettier-ignore
  }
  if ('time' in source) {
    return takesTime ? [] : [{ path: `${path}.time`, message: `A time does not fit here: ${words} is needed.` }] // prettier-ignore
  }
  const { scope, attribute, key } = source
  // What an event holds shows only when it comes.
  if (scope === 'event') return key === undefined ? [] : [keyInEvent(path, attribute, key)]
  const found = referred(path, { scope, attribute }, known)
  if ('message' in found) return [found]
  if (key !== undefined && found.type !== 'tally') {
    return [{ path: `${path}.key`, message: `"${attribute}" is of type ${typeName(found.type)} and has no keys: only a tally does. Leave out the key.` }] // prettier-ignore
  }
  const type = key === undefined ? found.type : 'number'
  if (types.includes(type)) return []
  return [{ path: `${path}.attribute`, message: `"${attribute}" is of type ${typeName(type)}; ${words} is needed here.` }] // prettier-ignore
}

const keyInEvent = (path: string, attribute: string, key: string): Finding => ({
  path: `${path}.key`,
  message: `Only a tally has keys. To reach into an object of the event, name it "${attribute}.${key}".`,
})
