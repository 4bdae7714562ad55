import type { Client, Visitor, visitorSearch } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { onRun, type Context } from '../session/session.ts'
import { grouped } from '../terminal/numbers.ts'
import { chooseStream } from './choose-stream.ts'
import { wholeNumber } from './option-values.ts'
import { readJsonObject } from './read-json-object.ts'
import { visitorTable } from './visitor-table.ts'

const options = z.object({
  stream: z.string().optional(),
  prefix: z.string().optional(),
  limit: z.number(),
  look: z.number(),
})
// Only the server can check it: it knows the attributes, and says where a mistake is.
const unchecked = z.custom<z.input<typeof visitorSearch>['condition']>()

/** Adds the command that looks for visitors by a condition. */
export function addVisitorSearch(parent: Command, context: Context): void {
  const command = parent.command('search')
    .summary('find visitors of a stream by a condition')
    .description('Finds visitors by a condition such as that of an audience. It looks at one visitor after the other, by id.') // prettier-ignore
    .argument('<file>', 'a file with the condition as JSON, or - for standard input')
    .option('--stream <account/profile>', 'their stream; needed when there are several')
    .option('--prefix <text>', 'only those whose id begins like this')
    .option('--limit <visitors>', 'how many to find at most', wholeNumber(1, 100_000), 20)
    .option('--look <visitors>', 'how many to look at at most', wholeNumber(1, 100_000_000), 100_000) // prettier-ignore
  onRun(command, context, async (session) => {
    const { stream, prefix, limit, look } = options.parse(command.opts())
    const { client, terminal } = session
    const given = await readJsonObject(command.args[0] ?? '', session.world.stdin)
    const { id: stream_id } = await chooseStream(session, stream)
    const search = { stream_id, condition: unchecked.parse(given), id_prefix: prefix }
    const { visitors, looked, isWhole } = await searched(client, search, limit, look)
    terminal.out(visitors.length === 0 ? 'No visitors.' : visitorTable(visitors))
    terminal.note(`Looked at ${grouped(looked)} visitors${isWhole ? ', which are all' : ''}.`)
    terminal.jsonLine({ ok: true, visitors, looked, is_whole: isWhole })
    return 0
  })
}

type Search = Pick<z.input<typeof visitorSearch>, 'stream_id' | 'condition' | 'id_prefix'>

/** One request looks at some visitors only, so it asks on until enough are found or looked at. */
async function searched(client: Client, search: Search, limit: number, most: number) {
  const visitors: Visitor[] = []
  let looked = 0
  let cursor: string | undefined
  for (;;) {
    const body = { ...search, limit: Math.min(200, limit - visitors.length), cursor }
    const page = await client.searchVisitors({ body })
    visitors.push(...page.items)
    looked += page.looked
    if (page.next === null) return { visitors, looked, isWhole: true }
    if (visitors.length >= limit || looked >= most) return { visitors, looked, isWhole: false }
    cursor = page.next
  }
}
