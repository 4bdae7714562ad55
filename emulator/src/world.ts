import type { KeyRing } from './accounts/key-ring.ts'
import type { Account } from './accounts/account-schema.ts'
import type { Answerer } from './answers/answerer.ts'
import type { Quotas } from './answers/quotas.ts'
import type { Scripts } from './answers/scripts.ts'
import type { Calls } from './calls/call-log.ts'
import type { Catalogue } from './catalogue/catalogue.ts'
import type { FaultBook } from './faults/fault-book.ts'

/** Everything that one emulator holds, wired once by `startEmulator`. */
export type World = {
  accounts: ReadonlyMap<string, Account>
  keyRing: KeyRing
  catalogue: Catalogue
  quotas: Quotas
  scripts: Scripts
  faults: FaultBook
  calls: Calls
  answerer: Answerer
  /** How long the next inference takes, in milliseconds. */
  latencyMs: () => number
  now: () => Date
  /** Numbers in [0, 1). */
  random: () => number
}
