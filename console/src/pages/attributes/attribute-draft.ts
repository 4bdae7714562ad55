import {
  changesOf,
  newAttribute,
  type Attribute,
  type AttributeType,
  type NewAttribute,
} from '@outcrop/contract'
import { without } from '../../ui/without.ts'
import { newChange } from './new-change.ts'

/** What the form holds of an attribute. */
export const attributeDraft = (attribute: Attribute): NewAttribute => newAttribute.parse(attribute)

/** What a new attribute begins with. */
export const emptyAttribute = (streamId: string): NewAttribute => ({
  stream_id: streamId,
  name: '',
  title: '',
  description: '',
  scope: 'visitor',
  type: 'number',
  enrichments: [{ when: 'any_event', condition: { all: [] }, change: newChange('set') }],
})

/** Whether values of a type are always kept on the visitor. */
export const belongsToVisitor = (type: AttributeType): boolean =>
  type === 'badge' || type === 'visitor_id'

/** The same attribute of another type. What its type cannot do any more begins anew. */
export function withType(draft: NewAttribute, type: AttributeType): NewAttribute {
  const rest = without(without(draft, 'steps'), 'keep_days')
  const kinds = changesOf[type]
  const [first] = kinds
  return {
    ...rest,
    type,
    scope: belongsToVisitor(type) ? 'visitor' : draft.scope,
    ...(type === 'funnel' && { steps: [] }),
    enrichments: draft.enrichments.map((enrichment) =>
      kinds.includes(enrichment.change.kind) || first === undefined
        ? enrichment
        : { ...enrichment, change: newChange(first) },
    ),
  }
}
