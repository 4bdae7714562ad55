import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import type { Bench, Outcome } from './bench.ts'
import { judge } from './judge.ts'
import { machine } from './machine.ts'
import { median, rounded } from './rounds.ts'

const file = fileURLToPath(new URL('../RESULTS.md', import.meta.url))

const head = `# Results

What \`npm run bench -- NAME\` measured last. Each figure stands beside its floor, the barest program that does the same work, measured in the same minutes. Values are medians; the lowest and highest round are in brackets. Server, PostgreSQL, emulator and load generator share the cores of one machine.

`

const columns = ['bench', 'floor', 'figure', 'ratio', 'goal', 'met', 'also', 'date', 'machine']

/** (Re)writes the row of a benchmark in RESULTS.md. */
export async function writeResult(bench: Bench, outcome: Outcome, date: Date): Promise<void> {
  const known = existsSync(file) ? rowsOf(readFileSync(file, 'utf8')) : []
  const rows = replaceRow(known, rowOf(bench, outcome, date))
  const table = [columns, columns.map(() => '-'), ...rows].map(
    (cells) => `| ${cells.join(' | ')} |`,
  )
  const options = await resolveConfig(file)
  writeFileSync(file, await format(head + table.join('\n'), { ...options, parser: 'markdown' }))
}

function rowOf({ name }: Bench, outcome: Outcome, date: Date): string[] {
  const { goal, met, ratio } = judge(name, outcome)
  const spread = (values: readonly number[]) =>
    `${rounded(median(values))} (${rounded(Math.min(...values))}–${rounded(Math.max(...values))}) ${outcome.unit}`
  const also = outcome.conditions.map((one) => `${one.name} ${one.measured}`)
  return [
    name,
    spread(outcome.floors),
    spread(outcome.figures),
    rounded(ratio),
    goal,
    met ? 'yes' : 'no',
    [...also, ...outcome.remarks].join('; ').replaceAll('|', '/'),
    date.toISOString().slice(0, 10),
    machine(),
  ]
}

/** The rows of the table in a Markdown text, without its head. */
export function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

/** Puts a row in the place of the one with the same first cell, or at the end. */
export function replaceRow(rows: readonly string[][], row: string[]): string[][] {
  const known = rows.some(([name]) => name === row[0])
  return known ? rows.map((one) => (one[0] === row[0] ? row : one)) : [...rows, row]
}
