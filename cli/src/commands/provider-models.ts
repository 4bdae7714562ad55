import type { Model } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { onRun, type Context } from '../session/session.ts'
import { shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { providerNamed } from './things-named.ts'

const named = z.tuple([z.string()])
const options = z.object({ refresh: z.boolean().optional(), all: z.boolean().optional() })

/** What can be written as model. */
export function addModels(providers: Command, context: Context): void {
  const command = providers
    .command('models')
    .summary('list what a provider offers as model')
    .description(
      'Lists the models and inference profiles of a provider that can be called by their id or ARN, as AWS listed them within the last day.',
    ) // prettier-ignore
    .argument('<provider>', 'its name or id')
    .option('--refresh', 'ask AWS again')
    .option('--all', 'also models that need an inference profile or provisioned throughput')
  onRun(command, context, async ({ client, terminal }) => {
    const { refresh, all } = options.parse(command.opts())
    const params = { id: await providerNamed(client, named.parse(command.args)[0]) }
    const catalogue = await (refresh ? client.refreshModels({ params }) : client.listModels({ params })) // prettier-ignore
    const shown = catalogue.items.filter(({ invocable }) => invocable || all === true)
    terminal.out(shown.length === 0 ? 'It offers no models.' : table(headings, shown.map(rowOf)))
    terminal.note(`As AWS listed them at ${shortTime(catalogue.read_at)}.`)
    terminal.jsonLine({ ok: true, read_at: catalogue.read_at, models: shown })
    return 0
  })
}

const headings = ['MODEL', 'NAME', 'VENDOR', 'KIND', 'BY ID ALONE']

const rowOf = ({ id, name, vendor, kind, invocable }: Model) => [
  id,
  name,
  vendor,
  kind,
  invocable ? 'yes' : 'no',
]
