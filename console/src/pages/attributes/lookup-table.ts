import type { Change } from '@outcrop/contract'
import { numberOrText } from '../../ui/conditions/operator-kind.ts'

type Table = Extract<Change, { kind: 'lookup' }>['table']

/** A table as lines: `gold = 3`. */
export const writeTable = (table: Table): string =>
  Object.entries(table)
    .map(([from, to]) => `${from} = ${to}`)
    .join('\n')

/** The table that lines say. A line without = says nothing yet. */
export function readTable(text: string, isNumber: boolean): Table {
  const rows = text.split('\n').flatMap((line) => {
    const at = line.indexOf('=')
    if (at < 0) return []
    const to = line.slice(at + 1).trim()
    return [[line.slice(0, at).trim(), isNumber ? numberOrText(to) : to] as const]
  })
  return Object.fromEntries(rows)
}
