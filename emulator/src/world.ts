import type { Sessions } from './agents/sessions.ts'
import type { Account } from './accounts/account-schema.ts'
import type { KeyRing } from './accounts/key-ring.ts'
import type { Resources } from './answers/resources.ts'
import type { Calls } from './calls/call-log.ts'
import type { Catalogue } from './catalogue/catalogue.ts'
import type { AgentNodes } from './flows/agent-nodes.ts'
import type { Executions } from './flows/executions.ts'
import type { FaultBook } from './faults/fault-book.ts'
import type { Functions } from './functions/functions.ts'
import type { KnowledgeSessions } from './knowledge-bases/knowledge-sessions.ts'

/** Everything that one emulator holds, wired once by `startEmulator`. */
export type World = Resources & {
  accounts: ReadonlyMap<string, Account>
  keyRing: KeyRing
  catalogue: Catalogue
  faults: FaultBook
  functions: Functions
  sessions: Sessions
  knowledgeSessions: KnowledgeSessions
  /** The agents that flows may call. */
  agentNodes: AgentNodes
  /** Executions of flows that wait for an answer. */
  executions: Executions
  /** Names by which it may be called, besides addresses and localhost. */
  allowedHosts: readonly string[]
  /** The program that runs inline code of flows. */
  python: string
  /** How long one turn of a flow may take, in seconds. */
  flowTimeoutS: number
  calls: Calls
  /** Numbers in [0, 1). */
  random: () => number
}
