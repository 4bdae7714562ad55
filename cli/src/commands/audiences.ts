import { routes, type Audience, type AudiencePatch, type newAudience } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { grouped } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { addEditing } from './add-editing.ts'
import { membersOf } from './file-members.ts'
import { addAudienceEstimate } from './audience-estimate.ts'
import { addAudienceWait } from './audience-filled.ts'
import { findStream } from './find-stream.ts'

const options = z.object({ stream: z.string().optional() })
// Only the server can check them: it knows the attributes, and says where a mistake is.
const unchecked = z.custom<z.input<typeof newAudience>>()
const uncheckedPatch = z.custom<AudiencePatch>()

export function addAudiences(program: Command, context: Context): void {
  const command = program
    .command('audiences')
    .summary('list audiences; show, create, change, estimate, wait for or delete one')
    .description('Lists audiences with how many visitors are in them now.')
    .option('--stream <account/profile>', 'only those of this stream')
  onRun(command, context, async ({ client, terminal }) => {
    const { stream } = options.parse(command.opts())
    const stream_id = stream === undefined ? undefined : (await findStream(client, stream)).id
    const audiences = await firstItems(10_000, (page) =>
      client.listAudiences({ query: { stream_id, ...page } }),
    )
    terminal.out(audiences.length === 0 ? 'No audiences.' : table(headings, audiences.map(rowOf)))
    terminal.jsonLine({ ok: true, audiences })
    return 0
  })
  addEditing(command, context, {
    noun: 'audience',
    example: '{ "name": "High value", "condition": { "attribute": "lifetime_value", "operator": "greater_than", "value": 500 } }', // prettier-ignore
    members: membersOf(routes.getAudience, routes.createAudience, routes.updateAudience),
    list: (client) => (page) => client.listAudiences({ query: page }),
    get: (client, id) => client.getAudience({ params: { id } }),
    create: (client, given) => client.createAudience({ body: unchecked.parse(given) }),
    update: (client, id, patch) => client.updateAudience({ params: { id }, body: uncheckedPatch.parse(patch) }), // prettier-ignore
    remove: (client, id) => client.deleteAudience({ params: { id } }),
  })
  addAudienceWait(command, context)
  addAudienceEstimate(command, context)
}

const fillingOf = ({ filling }: Audience): string => {
  if (!filling) return ''
  const { done, total, total_is_estimate } = filling
  const of = total === null ? '' : ` of ${total_is_estimate ? 'about ' : ''}${grouped(total)}`
  return ` (filling: looked at ${grouped(done)}${of})`
}

const headings = ['AUDIENCE', 'NAME', 'VISITORS', 'DESCRIPTION']

const rowOf = (audience: Audience) => [
  audience.id,
  audience.name,
  `${grouped(audience.size)}${fillingOf(audience)}`,
  audience.description,
]
