import { noSource, verdictsOrNone, type Event } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { findStream } from './find-stream.ts'
import { shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context, type Session } from '../session/session.ts'
import { dataSourceNamed, specificationNamed } from './things-named.ts'
import { oneOf, pastTime, wholeNumber } from './option-values.ts'

const options = z.object({
  stream: z.string().optional(),
  name: z.string().optional(),
  visitor: z.string().optional(),
  run: z.string().optional(),
  trace: z.string().optional(),
  specification: z.string().optional(),
  verdict: z.enum(verdictsOrNone).optional(),
  dataSource: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  limit: z.number(),
})
type Options = z.infer<typeof options>

export function addEvents(program: Command, context: Context): void {
  const command = program
    .command('events')
    .summary('list events, or show one')
    .description('Lists the newest events, or shows one with its payload.')
    .argument('[event-id]', 'the event to show')
    .option('--stream <account/profile>', 'only events of this stream')
    .option('--name <event>', 'only events of this name (tealium_event)')
    .option('--visitor <id>', 'only events about this visitor')
    .option('--run <id>', 'only the answer events of this run')
    .option('--trace <id>', 'only events that carry this trace id')
    .option(
      '--specification <name>',
      'only events that this specification is about, by its name or id',
    )
    .option(
      '--verdict <verdict>',
      `only events that are judged so: ${verdictsOrNone.join(', ')} (no specification)`,
      oneOf(verdictsOrNone),
    ) // prettier-ignore
    .option(
      '--data-source <name>',
      `only events that name this data source, by its name or id, or "${noSource}" for those that name none`,
    ) // prettier-ignore
    .option(
      '--from <time>',
      'only events received after this time, such as 2026-11-01T12:00Z',
      pastTime,
    ) // prettier-ignore
    .option('--to <time>', 'only events received before this time', pastTime)
    .addHelpText('after', '\nExample: outcrop events --name purchase --verdict invalid --limit 50')
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
  const { stream, name, specification, dataSource, limit } = given
  const stream_id = stream === undefined ? undefined : (await findStream(client, stream)).id
  const filter = {
    stream_id,
    name,
    visitor_id: given.visitor,
    run_id: given.run,
    trace_id: given.trace,
    specification_id: specification && (await specificationNamed(client, specification, stream_id)),
    verdict: given.verdict,
    data_source_id: dataSource && (await dataSourceNamed(client, dataSource, stream_id)),
    received_after: given.from,
    received_before: given.to,
  }
  const events = await firstItems(limit, (page) =>
    client.listEvents({ query: { ...filter, ...page } }),
  )
  terminal.out(events.length === 0 ? 'No events.' : table(headings, events.map(rowOf)))
  terminal.jsonLine({ ok: true, events })
}

const headings = ['EVENT', 'RECEIVED', 'STREAM', 'NAME', 'VISITOR', 'VERDICT', 'CAUSED BY']

function rowOf({ id, received_at, stream, name, visitor_id, specification, caused_by }: Event) {
  return [
    id,
    shortTime(received_at),
    `${stream.account}/${stream.profile}`,
    name ?? '–',
    visitor_id ?? '–',
    specification?.verdict ?? '–',
    caused_by?.run_id ?? '',
  ]
}
