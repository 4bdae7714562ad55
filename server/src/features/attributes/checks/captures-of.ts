import type { Capture, Enrichment } from '@outcrop/contract'

/** The name under which an entry keeps what it captures. */
export const nameOfCapture = (capture: Capture): string =>
  typeof capture === 'string' ? capture : capture.attribute

/** What the entries of a timeline capture, by name. */
export const capturesOf = (enrichments: readonly Enrichment[]): ReadonlySet<string> =>
  new Set(
    enrichments.flatMap(({ change }) =>
      change.kind === 'record' ? change.capture.map(nameOfCapture) : [],
    ),
  )
