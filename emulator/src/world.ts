import type { Sessions } from './agents/sessions.ts'
import type { Account } from './accounts/account-schema.ts'
import type { KeyRing } from './accounts/key-ring.ts'
import type { Resources } from './answers/resources.ts'
import type { Calls } from './calls/call-log.ts'
import type { Catalogue } from './catalogue/catalogue.ts'
import type { FaultBook } from './faults/fault-book.ts'
import type { Functions } from './functions/functions.ts'

/** Everything that one emulator holds, wired once by `startEmulator`. */
export type World = Resources & {
  accounts: ReadonlyMap<string, Account>
  keyRing: KeyRing
  catalogue: Catalogue
  faults: FaultBook
  functions: Functions
  sessions: Sessions
  calls: Calls
  /** Numbers in [0, 1). */
  random: () => number
}
