/** What only AWS knows of a request before it is made, and a budget has to know. */
export interface Foresight {
  /** The model that is paid for; null when AWS does not say. */
  readonly model: string | null
  /** What is sent to the model beyond the request itself, in bytes. */
  readonly inputBytes: number
  /** What the model may write; null when the request, or nobody, says so. */
  readonly mostOutputTokens: number | null
}
