import pc from 'picocolors'
import type { World } from './world.ts'

/** Where results and remarks go. */
export interface Terminal {
  readonly isJson: boolean
  readonly isInteractive: boolean
  readonly columns: number
  /** The result for people; nothing with `--json`. */
  out(text: string): void
  /** A line of JSON; nothing without `--json`. */
  jsonLine(value: unknown): void
  /** Progress and remarks: never part of the result. */
  note(text: string): void
  /** Text without a line end, for progress that draws over itself. */
  draw(text: string): void
}

export const colors = pc

export function terminalOf(world: World, isJson: boolean): Terminal {
  return {
    isJson,
    isInteractive: world.isInteractive,
    columns: world.columns,
    out: (text) => {
      if (!isJson) world.stdout.write(`${text}\n`)
    },
    jsonLine: (value) => {
      if (isJson) world.stdout.write(`${JSON.stringify(value)}\n`)
    },
    note: (text) => void world.stderr.write(`${text}\n`),
    draw: (text) => void world.stderr.write(text),
  }
}
