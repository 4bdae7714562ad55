import type { Client } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { onRun, withConnection, type Context, type Session } from '../session/session.ts'
import { chooseStream } from './choose-stream.ts'
import { readJsonObject } from './read-json-object.ts'

type Given = Record<string, unknown>

/** Something, mostly of a stream, that is shown, made from a file, changed and deleted by its id. */
export interface Editable {
  /** Such as "attribute" or "data source". */
  readonly noun: string
  /** It belongs to no stream. */
  readonly everywhere?: true
  /** What changing does when a file replaces all of it; otherwise what is not in the file stays as it is. */
  readonly replaces?: string
  /** What a file for one may hold, as JSON. */
  readonly example?: string
  readonly get: (client: Client, id: string) => Promise<object>
  readonly create: (client: Client, given: Given) => Promise<Named>
  readonly update: (client: Client, id: string, patch: Given) => Promise<Named>
  readonly remove: (client: Client, id: string) => Promise<null>
}

interface Named {
  readonly id: string
  readonly name: string
}

const options = z.object({ stream: z.string().optional() })

/** Adds get, create, update and delete to the command that lists them. */
export function addEditing(parent: Command, context: Context, editable: Editable): void {
  const { noun, everywhere, replaces, example, get, create, update, remove } = editable
  const add = (usage: string, summary: string) =>
    withConnection(parent.command(usage)).summary(summary)
  const print = ({ terminal }: Session, done: string, item: object) => {
    terminal.out(done)
    terminal.jsonLine({ ok: true, [noun.replaceAll(' ', '_')]: item })
  }

  const getting = add('get <id>', `show one ${noun}`)
  onRun(getting, context, async (session) => {
    const item = await get(session.client, getting.args[0] ?? '')
    print(session, JSON.stringify(item, null, 2), item)
    return 0
  })

  const creating = add('create <file>', `create one ${noun} from a file`)
    .description(
      `Creates one ${noun} from a file with a JSON object, or from standard input for "-".`,
    ) // prettier-ignore
  if (example !== undefined) creating.addHelpText('after', exampleText(parent, example))
  if (!everywhere)
    creating.option('--stream <account/profile>', 'its stream, if the file does not say stream_id')
  onRun(creating, context, async (session) => {
    const { stream } = options.parse(creating.opts())
    const given = await readJsonObject(creating.args[0] ?? '', session.world.stdin)
    const whole = everywhere ? given : await inStream(session, given, stream)
    const item = await create(session.client, whole)
    print(session, `${item.id} is the ${noun} "${item.name}".`, item)
    return 0
  })

  const updating = add('update <id> <file>', `change one ${noun} by a file`)
    .description(replaces ?? 'Changes what is in the file, a JSON object, or in standard input for "-". All else stays as it is.') // prettier-ignore
  onRun(updating, context, async (session) => {
    const [id = '', file = ''] = updating.args
    const patch = await readJsonObject(file, session.world.stdin)
    const item = await update(session.client, id, patch)
    print(session, `The ${noun} "${item.name}" is changed.`, item)
    return 0
  })

  const deleting = add('delete <id>', `delete one ${noun}`)
  onRun(deleting, context, async ({ client, terminal }) => {
    const [id = ''] = deleting.args
    await remove(client, id)
    terminal.out(`The ${noun} is deleted.`)
    terminal.jsonLine({ ok: true, deleted: id })
    return 0
  })
}

const exampleText = (parent: Command, json: string) =>
  `\nExample: echo '${json}' | outcrop ${parent.name()} create -`

/** The stream that the option names comes before that of the file, so that a file can go to another stream. */
async function inStream(session: Session, given: Given, name: string | undefined): Promise<Given> {
  if (name === undefined && given['stream_id'] !== undefined) return given
  return { ...given, stream_id: (await chooseStream(session, name)).id }
}
