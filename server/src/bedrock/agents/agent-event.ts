import type { AgentFile, AgentStep, Citation, ReturnOfControl } from '@outcrop/contract'

/** What is heard from an agent while it works, in the order in which it comes. */
export type AgentEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'citation'; readonly citation: Citation }
  | { readonly type: 'step'; readonly step: AgentStep; readonly model: string | null }
  | { readonly type: 'return_control'; readonly returnControl: ReturnOfControl }
  | { readonly type: 'file'; readonly file: AgentFile }
  /** The last one; without it the answer is not whole. */
  | { readonly type: 'end'; readonly requestId: string | null }

/** One thing that is said to an agent. */
export interface AgentTurn {
  readonly aliasArn: string
  /** 2 to 100 letters, digits and `._:-`; the same one continues the conversation. */
  readonly sessionId: string
  readonly say:
    | { readonly text: string }
    | {
        readonly invocationId: string
        readonly results: readonly {
          readonly action_group: string
          /** A function, or the method and path of an API. */
          readonly name: string
          readonly body: string
        }[]
      }
    | 'goodbye'
  /** For the whole session. */
  readonly sessionAttributes: Readonly<Record<string, string>>
  /** Needs bedrock:InvokeModelWithResponseStream on the role of the agent itself. */
  readonly stream: boolean
}
