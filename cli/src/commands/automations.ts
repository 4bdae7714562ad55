import type { Automation, Client } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { table } from '../terminal/table.ts'
import { addEditing } from './add-editing.ts'
import { addAutomationChecks } from './automation-check.ts'
import { definitionIn } from './definition-in.ts'
import { findStream } from './find-stream.ts'
import { automationNamed } from './things-named.ts'

const options = z.object({ stream: z.string().optional(), published: z.boolean().optional() })
export function addAutomations(program: Command, context: Context): void {
  const command = program
    .command('automations')
    .summary('list automations; show, create, change, check, publish, pause, run or delete one')
    .description('Lists automations: what starts them, and what they do then.')
    .option('--stream <account/profile>', 'only those that events or visitors of this stream start')
    .addHelpText('after', example)
  onRun(command, context, async ({ client, terminal }) => {
    const { stream } = options.parse(command.opts())
    const stream_id = stream === undefined ? undefined : (await findStream(client, stream)).id
    const automations = await firstItems(10_000, (page) =>
      client.listAutomations({ query: { stream_id, ...page } }),
    )
    terminal.out(automations.length === 0 ? 'No automations.' : table(headings, automations.map(rowOf))) // prettier-ignore
    terminal.jsonLine({ ok: true, automations })
    return 0
  })
  addEditing(command, context, {
    noun: 'automation',
    everywhere: true,
    replaces: 'Replaces the draft by what is in the file. The published version runs on until the draft is published.', // prettier-ignore
    deletes: 'Deletes one automation. Its runs stay in the history.',
    list: (client) => (page) => client.listAutomations({ query: page }),
    get: (client, id) => client.getAutomation({ params: { id } }),
    create: (client, given) => client.createAutomation({ body: definitionIn(given) }),
    update: (client, id, given) =>
      client.updateAutomation({ params: { id }, body: definitionIn(given) }),
    remove: (client, id) => client.deleteAutomation({ params: { id } }),
  })
  addDefinition(command, context)
  addAutomationChecks(command, context)
  addState(command, context, 'publish', 'publish the draft as the next version, and start it')
  addState(command, context, 'pause', 'pause: new events start no runs until it is resumed')
  addState(command, context, 'resume', 'let the published version start runs again')
  addStart(command, context)
}

/** The automation of this name or id, as the operations name it. */
async function found(client: Client, name: string): Promise<{ params: { id: string } }> {
  return { params: { id: await automationNamed(client, name) } }
}

function addDefinition(parent: Command, context: Context): void {
  const command = parent
    .command('definition')
    .summary('print its definition, as a file for update or create')
    .description('Prints the draft of an automation as "update" and "create" take it.')
    .argument('<automation>', 'its name or id')
    .option('--published', 'the published version instead of the draft')
  onRun(command, context, async ({ client, terminal }) => {
    const { published } = options.parse(command.opts())
    const automation = await client.getAutomation(await found(client, firstOf(command)))
    const shown = published ? automation.published?.definition : automation.draft
    terminal.out(shown ? JSON.stringify(shown, null, 2) : 'It has not been published yet.')
    terminal.jsonLine({ ok: shown !== undefined, definition: shown ?? null })
    return shown ? 0 : 1
  })
}

const doing = {
  publish: (client: Client, named: Named) => client.publishAutomation(named),
  pause: (client: Client, named: Named) => client.pauseAutomation(named),
  resume: (client: Client, named: Named) => client.resumeAutomation(named),
}
type Named = Awaited<ReturnType<typeof found>>

function addState(parent: Command, context: Context, verb: keyof typeof doing, what: string): void {
  const command = parent.command(verb).summary(what).argument('<automation>', 'its name or id')
  command.description(`${what.charAt(0).toUpperCase()}${what.slice(1)}.`)
  onRun(command, context, async ({ client, terminal }) => {
    const automation = await doing[verb](client, await found(client, firstOf(command)))
    terminal.out(`"${automation.name}" is ${automation.state}${versionOf(automation)}.`)
    terminal.jsonLine({ ok: true, automation })
    return 0
  })
}

function addStart(parent: Command, context: Context): void {
  const command = parent
    .command('run')
    .summary('start a run of the published version on a stored event')
    .description(
      'Starts one run of the published version on a stored event, whatever its trigger. Its calls cost as those of any run.',
    ) // prettier-ignore
    .argument('<automation>', 'its name or id')
    .argument('<event-id>', 'the event that it is about')
  onRun(command, context, async ({ client, terminal }) => {
    const [name = '', event_id = ''] = command.args
    const run = await client.startRun({ ...(await found(client, name)), body: { event_id } })
    terminal.out(`${run.id} is ${run.state}. See: outcrop runs ${run.id}`)
    terminal.jsonLine({ ok: true, run })
    return 0
  })
}

const firstOf = (command: Command): string => z.string().parse(command.args[0])

const versionOf = ({ published }: Automation) => (published ? `, version ${published.number}` : '')

const example = `
Example: outcrop automations definition "Conversion score" > score.json
         outcrop automations update "Conversion score" score.json
         outcrop automations publish "Conversion score"
How one did is shown by: outcrop metrics "Conversion score"`

const headings = ['AUTOMATION', 'NAME', 'STATE', 'VERSION', 'STARTS ON', 'STEPS']

const rowOf = ({ id, name, state, published, draft }: Automation) => [
  id,
  name,
  state,
  published ? String(published.number) : '–',
  draft.trigger.type,
  draft.steps.map(({ action }) => action).join(', '),
]
