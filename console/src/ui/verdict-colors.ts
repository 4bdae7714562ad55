import type { Verdict } from '@outcrop/contract'

export const verdictColors: Readonly<Record<Verdict, string>> = {
  valid: 'lichen',
  warn: 'yellow',
  invalid: 'red',
}
