import { routes, type NewService, type Service, type ServicePatch } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { table } from '../terminal/table.ts'
import { addEditing } from './add-editing.ts'
import { membersOf } from './file-members.ts'

// The server checks them, and says where a mistake is.
const unchecked = z.custom<NewService>()
const uncheckedPatch = z.custom<ServicePatch>()

export function addServices(program: Command, context: Context): void {
  const command = program
    .command('services')
    .summary('list services; show, create, change or delete one')
    .description('Lists the named model set-ups that steps can use, and the provider of each.')
  onRun(command, context, async ({ client, terminal }) => {
    const services = await firstItems(10_000, (page) => client.listServices({ query: page }))
    terminal.out(
      services.length === 0
        ? 'No services. Create one in the console, under Services, or with "outcrop services create".'
        : table(headings, services.map(rowOf)),
    )
    terminal.jsonLine({ ok: true, services })
    return 0
  })
  addEditing(command, context, {
    noun: 'service',
    everywhere: true,
    members: membersOf(routes.getService, routes.createService, routes.updateService),
    list: (client) => (page) => client.listServices({ query: page }),
    get: (client, id) => client.getService({ params: { id } }),
    create: (client, given) => client.createService({ body: unchecked.parse(given) }),
    update: (client, id, patch) => client.updateService({ params: { id }, body: uncheckedPatch.parse(patch) }), // prettier-ignore
    remove: (client, id) => client.deleteService({ params: { id } }),
  })
}

const headings = ['SERVICE', 'NAME', 'PROVIDER', 'MODEL', 'GUARDRAIL']

function rowOf({ id, name, provider, model, guardrail }: Service) {
  return [id, name, provider.name, model, guardrail ? `${guardrail.id}:${guardrail.version}` : '–']
}
