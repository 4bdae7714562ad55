import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { chooseStream } from './choose-stream.ts'
import { addPersonalData } from './personal-data.ts'
import { audienceNamed } from './things-named.ts'
import { wholeNumber } from './option-values.ts'
import { addVisitorSearch } from './search-visitors.ts'
import { visitorTable } from './visitor-table.ts'

const ofStream = z.object({ stream: z.string().optional() })
const listed = ofStream.extend({
  audience: z.string().optional(),
  prefix: z.string().optional(),
  limit: z.number(),
})

export function addVisitors(program: Command, context: Context): void {
  const command = program
    .command('visitors')
    .summary('list visitors of a stream; search them, or show one')
    .description('Lists visitors of a stream with what they left behind.')
    .option('--stream <account/profile>', 'their stream; needed when there are several')
    .option('--audience <audience>', 'only those in this audience, by its name or id')
    .option('--prefix <text>', 'only those whose id begins like this')
    .option('--limit <visitors>', 'how many at most', wholeNumber(1, 100_000), 20)
  onRun(command, context, async (session) => {
    const { stream, audience, prefix, limit } = listed.parse(command.opts())
    const { client, terminal } = session
    const { id: stream_id } = await chooseStream(session, stream)
    const audience_id = audience && (await audienceNamed(client, audience, stream_id))
    const filter = { stream_id, audience_id, id_prefix: prefix }
    const visitors = await firstItems(limit, (page) =>
      client.listVisitors({ query: { ...filter, ...page } }),
    )
    terminal.out(visitors.length === 0 ? 'No visitors.' : visitorTable(visitors))
    terminal.jsonLine({ ok: true, visitors })
    return 0
  })

  const get = command
    .command('get')
    .summary('show one visitor')
    .description('Shows one visitor: attributes, the visit that is going on, and audiences.')
    .argument('<visitor-id>', 'the tealium_visitor_id that its events carry')
    .option('--stream <account/profile>', 'the stream; needed when there are several')
  onRun(get, context, async (session) => {
    const { client, terminal } = session
    const { id } = await chooseStream(session, ofStream.parse(get.opts()).stream)
    const visitor = await client.getVisitor({ params: { stream_id: id, visitor_id: get.args[0] ?? '' } }) // prettier-ignore
    terminal.out(JSON.stringify(visitor, null, 2))
    terminal.jsonLine({ ok: true, visitor })
    return 0
  })
  addPersonalData(command, context)
  addVisitorSearch(command, context)
}
