import type { AttributePatch, NewAttribute } from '@outcrop/contract'

/** What can still be changed of an attribute that is saved. */
export const patchOf = (draft: NewAttribute): AttributePatch => ({
  title: draft.title,
  description: draft.description,
  ...(draft.steps && { steps: draft.steps }),
  ...(draft.type === 'timeline' && { keep_days: draft.keep_days ?? null }),
  enrichments: draft.enrichments,
})

/** The attribute with these changes. */
export function withPatch(draft: NewAttribute, patch: AttributePatch): NewAttribute {
  const { keep_days: before, ...rest } = draft
  const days = patch.keep_days === undefined ? before : (patch.keep_days ?? undefined)
  return {
    ...rest,
    title: patch.title ?? draft.title,
    description: patch.description ?? draft.description,
    ...(patch.steps && { steps: patch.steps }),
    ...(days !== undefined && { keep_days: days }),
    enrichments: patch.enrichments ?? draft.enrichments,
  }
}
