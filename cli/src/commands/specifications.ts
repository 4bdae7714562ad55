import {
  routes,
  verdicts,
  type newSpecification,
  type Specification,
  type SpecificationPatch,
} from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { grouped } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { addVolume } from './add-volume.ts'
import { addEditing } from './add-editing.ts'
import { membersOf } from './file-members.ts'
import { findStream } from './find-stream.ts'

const options = z.object({ stream: z.string().optional() })
// The server checks them, and says where a mistake is.
const unchecked = z.custom<z.input<typeof newSpecification>>()
const uncheckedPatch = z.custom<SpecificationPatch>()

export function addSpecifications(program: Command, context: Context): void {
  const command = program
    .command('specifications')
    .summary('list event specifications; show, propose, create, change or delete one')
    .description(
      'Lists event specifications with how the events of the last 24 hours kept to them.',
    ) // prettier-ignore
    .option('--stream <account/profile>', 'only those of this stream')
  onRun(command, context, async ({ client, terminal }) => {
    const { stream } = options.parse(command.opts())
    const stream_id = stream === undefined ? undefined : (await findStream(client, stream)).id
    const specifications = await firstItems(10_000, (page) =>
      client.listSpecifications({ query: { stream_id, ...page } }),
    )
    terminal.out(specifications.length === 0 ? 'No specifications.' : table(headings, specifications.map(rowOf))) // prettier-ignore
    terminal.jsonLine({ ok: true, specifications })
    return 0
  })
  addEditing(command, context, {
    noun: 'specification',
    example: '{ "name": "purchase", "attributes": [{ "name": "order_total", "type": "number" }] }',
    members: membersOf(
      routes.getSpecification,
      routes.createSpecification,
      routes.updateSpecification,
    ),
    list: (client) => (page) => client.listSpecifications({ query: page }),
    get: (client, id) => client.getSpecification({ params: { id } }),
    create: (client, given) => client.createSpecification({ body: unchecked.parse(given) }),
    update: (client, id, patch) => client.updateSpecification({ params: { id }, body: uncheckedPatch.parse(patch) }), // prettier-ignore
    remove: (client, id) => client.deleteSpecification({ params: { id } }),
  })
  addVolume(command, context, {
    noun: 'specification',
    list: (client) => (page) => client.listSpecifications({ query: page }),
    read: (client, named) => client.getSpecificationVolume(named),
    counts: verdicts,
  })
  addProposing(command, context)
}

function addProposing(parent: Command, context: Context): void {
  const command = parent
    .command('propose')
    .summary('print a specification that an event keeps to')
    .description(
      'Prints a specification that an event, and recent ones of its name, keep to. It can be given to "create -".',
    ) // prettier-ignore
    .argument('<event-id>', 'the event')
  onRun(command, context, async ({ client, terminal }) => {
    const specification = await client.proposeSpecification({ params: { id: command.args[0] ?? '' } }) // prettier-ignore
    terminal.out(JSON.stringify(specification, null, 2))
    terminal.jsonLine({ ok: true, specification })
    return 0
  })
}

const headings = ['SPECIFICATION', 'EVENT', 'ATTRIBUTES', 'VALID', 'WARN', 'INVALID']

const rowOf = ({ id, name, attributes, events_24h }: Specification) => [
  id,
  name,
  String(attributes.length),
  grouped(events_24h.valid),
  grouped(events_24h.warn),
  grouped(events_24h.invalid),
]
