import type { Provider, ProviderState } from '@outcrop/contract'
import type { Command } from 'commander'
import { shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { colors } from '../terminal/terminal.ts'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { addPausedTargets } from './paused-targets.ts'
import { addKeys } from './provider-keys.ts'
import { addModels } from './provider-models.ts'

const paints: Record<ProviderState, (text: string) => string> = {
  ready: colors.green,
  partly_paused: colors.yellow,
  paused: colors.red,
  failing: colors.red,
  untested: colors.yellow,
}

export function addProviders(program: Command, context: Context): void {
  const command = program
    .command('providers')
    .summary('list providers, or change their access keys')
    .description(
      'Lists the connections to Amazon Bedrock, whether they work, and when they were tested.',
    )
  onRun(command, context, async ({ client, terminal }) => {
    const providers = await firstItems(10_000, (page) => client.listProviders({ query: page }))
    terminal.out(
      providers.length === 0
        ? 'No providers. Create one in the console.'
        : table(headings, providers.map(rowOf)),
    )
    terminal.jsonLine({ ok: true, providers })
    return 0
  })
  addKeys(command, context)
  addModels(command, context)
  addPausedTargets(command, context)
}

const headings = ['PROVIDER', 'NAME', 'REGION', 'CREDENTIALS', 'STATE', 'LAST TEST']

function rowOf({ id, name, region, credentials, state, last_test }: Provider) {
  const tested = last_test ? shortTime(last_test.tested_at) : '–'
  return [
    id,
    name,
    region,
    credentials.type,
    { text: state.replace('_', ' '), paint: paints[state] },
    tested,
  ]
}
