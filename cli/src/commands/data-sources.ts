import {
  routes,
  type DataSource,
  type DataSourcePatch,
  type NewDataSource,
  type UnknownSource,
} from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { counted, grouped, shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { addVolume } from './add-volume.ts'
import { addEditing } from './add-editing.ts'
import { membersOf } from './file-members.ts'
import { findStream } from './find-stream.ts'

const options = z.object({ stream: z.string().optional() })
// The server checks them, and says where a mistake is.
const unchecked = z.custom<NewDataSource>()
const uncheckedPatch = z.custom<DataSourcePatch>()

export function addDataSources(program: Command, context: Context): void {
  const command = program
    .command('data-sources')
    .summary('list data sources; show, create, change or delete one')
    .description(
      'Lists data sources with how much they send, then the keys of unknown sources, and how many events named none.',
    )
    .option('--stream <account/profile>', 'only those of this stream')
  onRun(command, context, async ({ client, terminal }) => {
    const { stream } = options.parse(command.opts())
    const stream_id = stream === undefined ? undefined : (await findStream(client, stream)).id
    const data_sources = await firstItems(10_000, (page) =>
      client.listDataSources({ query: { stream_id, ...page } }),
    )
    const { items: unknown_sources } = await client.listUnknownSources({ query: { stream_id } })
    const { items: unsourced_events } = await client.listUnsourcedEvents({ query: { stream_id } })
    terminal.out(data_sources.length === 0 ? 'No data sources.' : table(headings, data_sources.map(rowOf))) // prettier-ignore
    if (unknown_sources.length > 0) terminal.out(`\n${table(unknownHeadings, unknown_sources.map(unknownRowOf))}`) // prettier-ignore
    const unsourced = unsourced_events.reduce((sum, { events_30d }) => sum + events_30d, 0)
    if (unsourced > 0) terminal.out(`\n${counted(unsourced, 'event')} of 30 days named no source: outcrop events --data-source none`) // prettier-ignore
    terminal.jsonLine({ ok: true, data_sources, unknown_sources, unsourced_events })
    return 0
  })
  addEditing(command, context, {
    noun: 'data source',
    example: '{ "name": "Web shop", "platform": "web" }',
    members: membersOf(routes.getDataSource, routes.createDataSource, routes.updateDataSource),
    list: (client) => (page) => client.listDataSources({ query: page }),
    get: (client, id) => client.getDataSource({ params: { id } }),
    create: (client, given) => client.createDataSource({ body: unchecked.parse(given) }),
    update: (client, id, patch) => client.updateDataSource({ params: { id }, body: uncheckedPatch.parse(patch) }), // prettier-ignore
    remove: (client, id) => client.deleteDataSource({ params: { id } }),
  })
  addVolume(command, context, {
    noun: 'data source',
    list: (client) => (page) => client.listDataSources({ query: page }),
    read: (client, named) => client.getDataSourceVolume(named),
    counts: ['events'],
  })
}

const headings = ['DATA SOURCE', 'NAME', 'PLATFORM', 'KEY', '24 H', '30 D', 'LAST EVENT']

const rowOf = (source: DataSource) => [
  source.id,
  source.name,
  source.platform,
  source.key,
  grouped(source.events_24h),
  grouped(source.events_30d),
  source.last_event_at === null ? '–' : shortTime(source.last_event_at),
]

const unknownHeadings = ['UNKNOWN KEY', 'EVENTS', 'LAST EVENT']

const unknownRowOf = ({ key, events, last_event_at }: UnknownSource) => [
  key,
  grouped(events),
  shortTime(last_event_at),
]
