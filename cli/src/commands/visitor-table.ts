import type { Visitor } from '@outcrop/contract'
import { grouped, shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'

/** Visitors, one a line. */
export const visitorTable = (visitors: readonly Visitor[]): string =>
  table(headings, visitors.map(rowOf))

const headings = ['VISITOR', 'LAST EVENT', 'EVENTS', 'VISITS', 'AUDIENCES']

const rowOf = ({ id, last_event_at, events, visits, audiences }: Visitor) => [
  id,
  shortTime(last_event_at),
  grouped(events),
  grouped(visits),
  audiences.map(({ name }) => name).join(', '),
]
