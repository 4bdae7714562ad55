import type { RunState } from '@outcrop/contract'
import { colors } from './terminal.ts'

const paints: Record<RunState | 'skipped', (text: string) => string> = {
  queued: colors.dim,
  running: colors.cyan,
  waiting: colors.yellow,
  succeeded: colors.green,
  succeeded_with_defaults: colors.yellow,
  failed: colors.red,
  cancelled: colors.dim,
  timed_out: colors.red,
  skipped: colors.dim,
}

export const paintState = (state: RunState | 'skipped'): ((text: string) => string) => paints[state]
