import type { Event } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { findStream } from './find-stream.ts'
import { shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { firstItems } from '../api/first-items.ts'
import { onRun, withConnection, type Context, type Session } from '../session/session.ts'
import { wholeNumber } from './option-values.ts'

const options = z.object({
  stream: z.string().optional(),
  name: z.string().optional(),
  visitor: z.string().optional(),
  run: z.string().optional(),
  limit: z.number(),
})
type Options = z.infer<typeof options>

export function addEvents(program: Command, context: Context): void {
  const command = withConnection(program.command('events'))
    .summary('list events, or show one')
    .description('Lists the newest events, or shows one with its payload.')
    .argument('[event-id]', 'the event to show')
    .option('--stream <account/profile>', 'only events of this stream')
    .option('--name <event>', 'only events of this name (tealium_event)')
    .option('--visitor <id>', 'only events about this visitor')
    .option('--run <id>', 'only the answer events of this run')
    .option('--limit <events>', 'how many at most', wholeNumber(1, 100_000), 20)
  onRun(command, context, async (session) => {
    const [id] = command.args
    if (id === undefined) await listEvents(session, options.parse(command.opts()))
    else await showEvent(session, id)
    return 0
  })
}

async function showEvent({ client, terminal }: Session, id: string): Promise<void> {
  const event = await client.getEvent({ params: { id } })
  terminal.out(JSON.stringify(event, null, 2))
  terminal.jsonLine({ ok: true, event })
}

async function listEvents({ client, terminal }: Session, given: Options): Promise<void> {
  const { stream, name, visitor, run, limit } = given
  const stream_id = stream === undefined ? undefined : (await findStream(client, stream)).id
  const filter = { stream_id, name, visitor_id: visitor, run_id: run }
  const events = await firstItems(limit, (page) =>
    client.listEvents({ query: { ...filter, ...page } }),
  )
  terminal.out(events.length === 0 ? 'No events.' : table(headings, events.map(rowOf)))
  terminal.jsonLine({ ok: true, events })
}

const headings = ['EVENT', 'RECEIVED', 'STREAM', 'NAME', 'VISITOR', 'CAUSED BY']

function rowOf({ id, received_at, stream, name, visitor_id, caused_by }: Event) {
  return [
    id,
    shortTime(received_at),
    `${stream.account}/${stream.profile}`,
    name ?? '–',
    visitor_id ?? '–',
    caused_by?.run_id ?? '',
  ]
}
