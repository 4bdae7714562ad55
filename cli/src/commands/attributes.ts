import { routes, type Attribute, type AttributePatch, type newAttribute } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { table } from '../terminal/table.ts'
import { addEditing } from './add-editing.ts'
import { membersOf } from './file-members.ts'
import { findStream } from './find-stream.ts'

const options = z.object({ stream: z.string().optional() })
// Only the server can check them: it knows what else is in the stream, and says where a mistake is.
const unchecked = z.custom<z.input<typeof newAttribute>>()
const uncheckedPatch = z.custom<AttributePatch>()

export function addAttributes(program: Command, context: Context): void {
  const command = program
    .command('attributes')
    .summary('list attributes; show, create, change or delete one')
    .description('Lists the attributes of visitors and visits.')
    .option('--stream <account/profile>', 'only those of this stream')
  onRun(command, context, async ({ client, terminal }) => {
    const { stream } = options.parse(command.opts())
    const stream_id = stream === undefined ? undefined : (await findStream(client, stream)).id
    const attributes = await firstItems(10_000, (page) =>
      client.listAttributes({ query: { stream_id, ...page } }),
    )
    terminal.out(attributes.length === 0 ? 'No attributes.' : table(headings, attributes.map(rowOf))) // prettier-ignore
    terminal.jsonLine({ ok: true, attributes })
    return 0
  })
  addEditing(command, context, {
    noun: 'attribute',
    example: '{ "name": "lifetime_value", "scope": "visitor", "type": "number", "enrichments": [{ "change": { "kind": "increment", "by": { "scope": "event", "attribute": "order_total" } } }] }', // prettier-ignore
    members: membersOf(routes.getAttribute, routes.createAttribute, routes.updateAttribute),
    list: (client) => (page) => client.listAttributes({ query: page }),
    get: (client, id) => client.getAttribute({ params: { id } }),
    create: (client, given) => client.createAttribute({ body: unchecked.parse(given) }),
    update: (client, id, patch) => client.updateAttribute({ params: { id }, body: uncheckedPatch.parse(patch) }), // prettier-ignore
    remove: (client, id) => client.deleteAttribute({ params: { id } }),
  })
}

const headings = ['ATTRIBUTE', 'NAME', 'SCOPE', 'TYPE', 'ENRICHMENTS', 'PRELOADED']

const rowOf = ({ id, name, scope, type, enrichments, preloaded }: Attribute) => [
  id,
  name,
  scope,
  type,
  String(enrichments.length),
  preloaded ? 'yes' : '',
]
