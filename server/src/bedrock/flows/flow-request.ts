/** A question with which a flow stopped. */
export interface FlowQuestion {
  /** The agent node that asks. */
  readonly node: string
  readonly question: unknown
  /** 1 for the first question of an execution. */
  readonly turn: number
}

export interface FlowRequest {
  readonly aliasArn: string
  /** The name of the flow's Input node. */
  readonly inputNode: string
  readonly document: unknown
  /** Whether AWS shall tell what every node did. */
  readonly trace: boolean
  /** What the flow is answered; null, or a text of blanks, leaves its question open and ends the call. */
  readonly answer: (question: FlowQuestion) => string | null
}
