import { Problem } from '../../kernel/problem.ts'

export const hourMs = 3_600_000

/** An answer names every hour of its span; longer spans are asked for in pieces. */
const mostHours = 24 * 400

interface SpanQuery {
  readonly hours: number
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The whole hours that a query is about: its own span, or the last so many hours. */
export function spanOf(query: SpanQuery, now: Date): { from: Date; to: Date } {
  const to = query.to === undefined ? now : new Date(query.to)
  const lastHour = Math.floor(to.getTime() / hourMs)
  const from =
    query.from === undefined
      ? new Date((lastHour - query.hours + 1) * hourMs)
      : new Date(Math.floor(Date.parse(query.from) / hourMs) * hourMs)
  if (from >= to) throw new Problem('invalid-input', 'query.from: must be before `to`.')
  if (to.getTime() - from.getTime() > mostHours * hourMs) {
    throw new Problem('invalid-input', 'query.from: must be at most 400 days before `to`.')
  }
  return { from, to }
}
