import type { Verdict } from '@outcrop/contract'

/** What events with a verdict count for. */
export const verdictSubject = (specificationId: string, verdict: Verdict): string =>
  `${specificationId}:${verdict}`
