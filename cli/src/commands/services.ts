import type { Service } from '@outcrop/contract'
import type { Command } from 'commander'
import { firstItems } from '../api/first-items.ts'
import { onRun, withConnection, type Context } from '../session/session.ts'
import { table } from '../terminal/table.ts'

export function addServices(program: Command, context: Context): void {
  const command = withConnection(program.command('services'))
    .summary('list services')
    .description('Lists the named model set-ups that steps can use, and the provider of each.')
  onRun(command, context, async ({ client, terminal }) => {
    const services = await firstItems(10_000, (page) => client.listServices({ query: page }))
    terminal.out(
      services.length === 0
        ? 'No services. Create one in the console, under Services.'
        : table(headings, services.map(rowOf)),
    )
    terminal.jsonLine({ ok: true, services })
    return 0
  })
}

const headings = ['SERVICE', 'NAME', 'PROVIDER', 'MODEL', 'GUARDRAIL']

function rowOf({ id, name, provider, model, guardrail }: Service) {
  return [id, name, provider.name, model, guardrail ? `${guardrail.id}:${guardrail.version}` : '–']
}
