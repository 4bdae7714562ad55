import type { Policies } from '@outcrop/contract'
import { Argument, Option, type Command } from 'commander'
import { z } from 'zod'
import { onRun, type Context, type Session } from '../session/session.ts'
import { colors } from '../terminal/terminal.ts'
import { automationNamed, providerNamed } from './things-named.ts'

const formats = ['json', 'cloudformation', 'terraform'] as const
const kinds = ['provider', 'automation'] as const
const given = z.tuple([z.enum(kinds), z.string()])
const options = z.object({ format: z.enum(formats) })

export function addPolicy(program: Command, context: Context): void {
  const command = program
    .command('policy')
    .summary('print the IAM policies that a provider or an automation needs')
    .description(
      'Prints the least-privilege IAM policies for everything that a provider is used for, or for one automation, with the ARNs filled in. Nothing in AWS is changed.',
    ) // prettier-ignore
    .addArgument(new Argument('<what>', 'what it is for').choices(kinds))
    .argument('<name>', 'its name or id')
    .addOption(new Option('--format <format>', 'how to write it').choices(formats).default('json'))
  onRun(command, context, async (session) => {
    const [kind, name] = given.parse(command.args)
    const { format } = options.parse(command.opts())
    const items = await policiesOf(session, kind, name)
    if (items.length === 0) session.terminal.note('It calls nothing in AWS, so it needs no policy.')
    for (const item of items) print(session, item, format)
    session.terminal.jsonLine({ ok: true, policies: items })
    return 0
  })
}

async function policiesOf(
  { client }: Session,
  kind: (typeof kinds)[number],
  name: string,
): Promise<Policies[]> {
  if (kind === 'provider') {
    const params = { id: await providerNamed(client, name) }
    return [await client.getProviderPolicies({ params })]
  }
  const params = { id: await automationNamed(client, name) }
  return (await client.getAutomationPolicies({ params })).items
}

/** What is explained goes to the notes, so that the output can be written to a file as it is. */
function print({ terminal }: Session, item: Policies, format: (typeof formats)[number]): void {
  for (const note of item.notes) terminal.note(colors.yellow(`Note: ${note}`))
  if (format !== 'json') {
    terminal.out(item[format].trimEnd())
    return
  }
  for (const { title, document } of item.documents) {
    terminal.note(colors.bold(`${item.provider.name}: ${title}`))
    terminal.out(JSON.stringify(document, null, 2))
  }
}
