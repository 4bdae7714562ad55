/** What was being done when something failed; it is what the text of a problem speaks of. */
export interface CallContext {
  /** As IAM names it, such as bedrock:InvokeModel. */
  readonly operation: string
  /** The beginning of the sentence, such as "Calling amazon.nova-lite-v1:0". */
  readonly what: string
  readonly region: string
  /** Where the call went when it was not to AWS's own address. */
  readonly endpoint: string | null
  readonly now: Date
  readonly signal?: AbortSignal | undefined
}
