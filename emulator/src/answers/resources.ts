import type { Answerer } from './answerer.ts'
import type { Compiler } from './compiler.ts'
import type { Quotas } from './quotas.ts'
import type { Scripts } from './scripts.ts'

/** What answering needs of the emulator. */
export type Resources = {
  quotas: Quotas
  scripts: Scripts
  answerer: Answerer
  compiler: Compiler
  /** How long the next inference takes, in milliseconds. */
  latencyMs: () => number
  now: () => Date
}
