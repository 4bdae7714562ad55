import type { Trace } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { grouped, shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { wholeNumber } from './option-values.ts'

const options = z.object({ limit: z.number() })
const named = z.tuple([z.string()])

/** Adds the commands that list traces and end one. */
export function addTraces(parent: Command, context: Context): void {
  const listing = parent
    .command('list')
    .summary('list traces')
    .description('Lists traces, the newest first, with how many events joined them.')
    .option('--limit <traces>', 'how many at most', wholeNumber(1, 100_000), 20)
  onRun(listing, context, async ({ client, terminal }) => {
    const { limit } = options.parse(listing.opts())
    const traces = await firstItems(limit, (page) => client.listTraces({ query: page }))
    terminal.out(traces.length === 0 ? 'No traces.' : table(headings, traces.map(rowOf)))
    terminal.jsonLine({ ok: true, traces })
    return 0
  })

  const ending = parent
    .command('end')
    .summary('end a trace')
    .description('Ends a trace: later events do not join it. What it holds can still be read.')
    .argument('<trace>', 'its id, as `outcrop trace list` shows it')
  onRun(ending, context, async ({ client, terminal }) => {
    const [id] = named.parse(ending.args)
    await client.endTrace({ params: { id } })
    terminal.out(`The trace ${id} has ended.`)
    terminal.jsonLine({ ok: true, ended: id })
    return 0
  })
}

const headings = ['TRACE', 'STARTED', 'ENDED', 'EVENTS']

const rowOf = ({ id, started_at, ended_at, events }: Trace) => [
  id,
  shortTime(started_at),
  ended_at === null ? '–' : shortTime(ended_at),
  grouped(events),
]
