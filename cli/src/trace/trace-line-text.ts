import type { TraceLine } from '@outcrop/contract'
import { colors } from '../terminal/terminal.ts'

const paints: Record<TraceLine['group'], (text: string) => string> = {
  trace: colors.dim,
  event: colors.cyan,
  spec: colors.cyan,
  feed: colors.blue,
  visitor: colors.yellow,
  audience: colors.yellow,
  action: colors.magenta,
  run: colors.bold,
  answer: colors.green,
  delivery: colors.green,
  problem: colors.red,
}

/** One line of a trace for people: time, kind, what happened, and what it belongs to. */
export function traceLineText({ at, group, text, event_id, run_id }: TraceLine): string {
  const subject = run_id ?? event_id
  return `${at.slice(11, 23)}  ${paints[group](group.padEnd(8))}  ${text}${subject === undefined ? '' : colors.dim(`  ${subject}`)}`
}
