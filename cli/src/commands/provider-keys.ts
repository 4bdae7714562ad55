import type { Provider, ProviderKey } from '@outcrop/contract'
import { Option, type Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context, type Session } from '../session/session.ts'
import { usageFailure } from '../terminal/command-failure.ts'
import { counted, shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { colors } from '../terminal/terminal.ts'
import { findingOf, findingText } from './finding.ts'
import { providerNamed } from './things-named.ts'

const change = z.object({
  key: z.string(),
  secret: z.string().optional(),
  sessionToken: z.string().optional(),
})
const removal = z.object({ key: z.string() })
const named = z.tuple([z.string()])

/** The access keys of providers: how old they are, and another one in the place of an old one. */
export function addKeys(providers: Command, context: Context): void {
  const keys = providers
    .command('keys')
    .summary('list access keys and their ages')
    .description('Lists the access keys of all providers, and which of them are to be replaced.')
  onRun(keys, context, listKeys)

  const changing = providers.command('change-key')
    .summary('use another access key, without a failed call')
    .description(
      'Enters a second access key, tests it, and uses it from then on. The one before stays, and works, until it is removed with remove-key.',
    )
    .argument('<provider>', 'its name or id')
    .requiredOption('--key <id>', 'the id of the new access key')
    .addOption(new Option('--secret <secret>', 'its secret').env('OUTCROP_NEW_SECRET'))
    .addOption(new Option('--session-token <token>', 'with temporary credentials').env('OUTCROP_NEW_SESSION_TOKEN')) // prettier-ignore
  onRun(changing, context, (session) => changeKey(session, changing))

  const removing = providers
    .command('remove-key')
    .summary('forget the access key that is not in use')
    .description(
      'Forgets the access key that is not in use. In IAM it stays what it is: deactivate and delete it there.',
    ) // prettier-ignore
    .argument('<provider>', 'its name or id')
    .requiredOption('--key <id>', 'the id of the access key')
  onRun(removing, context, async (session) => {
    const { key } = removal.parse(removing.opts())
    const { id, name } = await givenProvider(session, removing)
    const { keys: left } = await session.client.removeProviderKey({ params: { id, key } })
    session.terminal.out(`"${name}" has forgotten ${key}. Deactivate it in IAM.`)
    session.terminal.jsonLine({ ok: true, keys: left })
    return 0
  })
}

async function listKeys({ client, terminal }: Session): Promise<number> {
  const providers = await firstItems(10_000, (page) => client.listProviders({ query: page }))
  const rows = providers.flatMap(({ name, keys }) => keys.map((key) => rowOf(name, key)))
  terminal.out(rows.length === 0 ? 'No provider has an access key.' : table(headings, rows))
  const shown = providers.flatMap(({ id, name, keys }) => keys.map((key) => ({ provider: { id, name }, ...key }))) // prettier-ignore
  terminal.jsonLine({ ok: true, keys: shown })
  return 0
}

const headings = ['PROVIDER', 'ACCESS KEY', 'IN USE', 'ENTERED', 'AGE']

function rowOf(name: string, { access_key_id, in_use, entered_at, age_days, is_old }: ProviderKey) {
  const age = `${counted(age_days, 'day')}${is_old ? ', replace it' : ''}`
  const painted = is_old ? { text: age, paint: colors.yellow } : age
  return [name, access_key_id, in_use ? 'yes' : 'no', shortTime(entered_at), painted]
}

async function changeKey(session: Session, command: Command): Promise<number> {
  const { client, terminal } = session
  const { key, secret, sessionToken } = change.parse(command.opts())
  const { id, name, keys } = await givenProvider(session, command)
  const isEntered = keys.some(({ access_key_id, in_use }) => access_key_id === key && !in_use)
  if (!isEntered) {
    if (secret === undefined || secret === '') {
      throw usageFailure('The secret of the new access key is missing.', 'Set OUTCROP_NEW_SECRET, so that it does not stand in the history of the shell.') // prettier-ignore
    }
    const body = { access_key_id: key, secret_access_key: secret, ...(sessionToken && { session_token: sessionToken }) } // prettier-ignore
    await client.addProviderKey({ params: { id }, body })
  }
  const test = await client.testProviderKey({ params: { id, key } })
  for (const check of test.checks) terminal.out(findingText(findingOf(name, check)))
  if (!test.ok) {
    terminal.out(`\nThe test of ${key} failed: "${name}" goes on with the key it has.`)
    terminal.jsonLine({ ok: false, test })
    return 1
  }
  const provider = await client.useProviderKey({ params: { id, key } })
  terminal.out(`\n"${name}" uses ${key} now. When nothing uses the old one any more, remove it with remove-key.`) // prettier-ignore
  terminal.jsonLine({ ok: true, keys: provider.keys })
  return 0
}

async function givenProvider({ client }: Session, command: Command): Promise<Provider> {
  const [name] = named.parse(command.args)
  return client.getProvider({ params: { id: await providerNamed(client, name) } })
}
