import { attributeTypes } from '@outcrop/contract'
import { knownAttributes } from '../../known-attributes.ts'

/** A stream with an attribute of each type, such as a_number, and one of the visit. */
export const known = knownAttributes([
  ...attributeTypes.map((type) => ({
    name: `a_${type}`,
    scope: 'visitor' as const,
    type,
    steps: type === 'funnel' ? ['cart', 'order'] : null,
  })),
  { name: 'on_visit', scope: 'visit', type: 'number', steps: null },
])
