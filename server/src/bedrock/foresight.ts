/** What only AWS knows before a request is made, and a budget has to know: one model that is asked because of it. */
export interface Foresight {
  /** Null when AWS does not say which. */
  readonly model: string | null
  /** What is sent to the model beyond the request itself, in bytes. */
  readonly inputBytes: number
  /** What the model may write; null when the request, or nobody, says so. */
  readonly mostOutputTokens: number | null
}
