import type { Comparison } from '@outcrop/contract'

/** What a new row of a feed's condition begins with. */
export const emptyComparison: Comparison = { attribute: '', operator: 'equals', value: '' }
