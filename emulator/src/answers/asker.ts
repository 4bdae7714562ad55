import type { Account } from '../accounts/account-schema.ts'
import type { Usage } from '../model/answer.ts'

/** What answering needs of the call that asks. */
export type Asker = {
  account: Account
  region: string
  /** Adds to what the call has used so far. */
  noteUsage: (usage: Usage) => void
  /** Resolves after the time, or at once when the client is gone. */
  pause: (ms: number) => Promise<void>
  /** Aborted when the client is gone. */
  signal: () => AbortSignal
}
