/** What may be done; null is no limit. */
export interface Figures {
  readonly requestsPerMinute: number | null
  readonly tokensPerMinute: number | null
  /** Calls at the same time. */
  readonly inFlight: number | null
}

export const noLimits: Figures = {
  requestsPerMinute: null,
  tokensPerMinute: null,
  inFlight: null,
}

export const isLimited = (figures: Figures): boolean =>
  figures.requestsPerMinute !== null || figures.tokensPerMinute !== null || figures.inFlight !== null // prettier-ignore
