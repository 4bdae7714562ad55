import { routes, type Feed, type FeedPatch, type newFeed } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { table } from '../terminal/table.ts'
import { addEditing } from './add-editing.ts'
import { membersOf } from './file-members.ts'
import { findStream } from './find-stream.ts'

const options = z.object({ stream: z.string().optional() })
// The server checks them, and says where a mistake is.
const unchecked = z.custom<z.input<typeof newFeed>>()
const uncheckedPatch = z.custom<FeedPatch>()

export function addFeeds(program: Command, context: Context): void {
  const command = program
    .command('feeds')
    .summary('list feeds; show, create, change or delete one')
    .description('Lists feeds: named conditions on events, on whose events automations start.')
    .option('--stream <account/profile>', 'only those of this stream')
  onRun(command, context, async ({ client, terminal }) => {
    const { stream } = options.parse(command.opts())
    const stream_id = stream === undefined ? undefined : (await findStream(client, stream)).id
    const feeds = await firstItems(10_000, (page) =>
      client.listFeeds({ query: { stream_id, ...page } }),
    )
    terminal.out(feeds.length === 0 ? 'No feeds.' : table(headings, feeds.map(rowOf)))
    terminal.jsonLine({ ok: true, feeds })
    return 0
  })
  addEditing(command, context, {
    noun: 'feed',
    example: '{ "name": "Broken orders", "condition": { "attribute": "tealium_event", "operator": "equals", "value": "purchase" }, "verdicts": ["invalid"] }', // prettier-ignore
    members: membersOf(routes.getFeed, routes.createFeed, routes.updateFeed),
    list: (client) => (page) => client.listFeeds({ query: page }),
    get: (client, id) => client.getFeed({ params: { id } }),
    create: (client, given) => client.createFeed({ body: unchecked.parse(given) }),
    update: (client, id, patch) => client.updateFeed({ params: { id }, body: uncheckedPatch.parse(patch) }), // prettier-ignore
    remove: (client, id) => client.deleteFeed({ params: { id } }),
  })
}

const headings = ['FEED', 'NAME', 'SPECIFICATION', 'VERDICTS', 'DATA SOURCE', 'CONDITION']

const rowOf = (feed: Feed) => [
  feed.id,
  feed.built_in ? `${feed.name} (built in)` : feed.name,
  feed.specification_id ?? '–',
  feed.verdicts.length === 0 ? '–' : feed.verdicts.join(', '),
  feed.data_source_id ?? '–',
  JSON.stringify(feed.condition),
]
