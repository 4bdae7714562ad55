import type { VerdictOrNone } from '@outcrop/contract'

/** What people call each verdict on an event, and what it means. */
export const verdictMeanings: Readonly<
  Record<VerdictOrNone, { readonly name: string; readonly meaning: string }>
> = {
  valid: { name: 'Valid', meaning: 'It keeps to its specification.' },
  warn: {
    name: 'Warn',
    meaning: 'An optional attribute is of another type, or it has one that is not listed.',
  },
  invalid: { name: 'Invalid', meaning: 'A required attribute is missing or of another type.' },
  none: { name: 'No spec', meaning: 'There is no specification of its name.' },
}
