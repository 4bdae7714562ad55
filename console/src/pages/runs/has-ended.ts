import type { RunState } from '@outcrop/contract'

const open: readonly RunState[] = ['queued', 'running', 'waiting']

/** Whether nothing more will happen to a run in this state. */
export const hasEnded = (state: RunState): boolean => !open.includes(state)
