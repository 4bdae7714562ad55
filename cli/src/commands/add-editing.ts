import type { Client } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import type { PageOf } from '../api/first-items.ts'
import { onRun, type Context, type Session } from '../session/session.ts'
import { chooseStream } from './choose-stream.ts'
import { newOf, patchOf, type Given, type Members } from './file-members.ts'
import { idNamed, type Named } from './id-named.ts'
import { readJsonObject } from './read-json-object.ts'

/** Something, mostly of a stream, that is shown, made from a file, changed and deleted by its name or id. */
export interface Editable {
  /** Such as "attribute" or "data source". */
  readonly noun: string
  /** It belongs to no stream. */
  readonly everywhere?: true
  /** What changing does when a file replaces all of it; otherwise what is not in the file stays as it is. */
  readonly replaces?: string
  /** What deleting does. */
  readonly deletes?: string
  /** What a file for one may hold, as JSON. */
  readonly example?: string
  /** Unless a file for one is something else than what `get` shows. */
  readonly members?: Members
  readonly list: (client: Client) => PageOf<Named>
  readonly get: (client: Client, id: string) => Promise<object>
  readonly create: (client: Client, given: Given) => Promise<Named>
  readonly update: (client: Client, id: string, patch: Given) => Promise<Named>
  readonly remove: (client: Client, id: string) => Promise<null>
}

const options = z.object({ stream: z.string().optional() })
const aFile = 'a file with a JSON object, or - for standard input'

/** Adds get, create, update and delete to the command that lists them. */
export function addEditing(parent: Command, context: Context, editable: Editable): void {
  addGetting(parent, context, editable)
  addCreating(parent, context, editable)
  addUpdating(parent, context, editable)
  addDeleting(parent, context, editable)
}

function addGetting(parent: Command, context: Context, editable: Editable): void {
  const { noun } = editable
  const command = parent.command('get').summary(`show one ${noun}`)
  command.description(`Shows one ${noun} as JSON.`).argument(`<${wordOf(noun)}>`, 'its name or id')
  onRun(command, context, async (session) => {
    const id = await idOf(session, editable, command)
    const item = await editable.get(session.client, id)
    print(session, editable, JSON.stringify(item, null, 2), item)
    return 0
  })
}

function addCreating(parent: Command, context: Context, editable: Editable): void {
  const { noun, everywhere, example, members } = editable
  const command = parent.command('create').summary(`create one ${noun} from a file`)
  command.description(`Creates one ${noun} from a file.`).argument('<file>', aFile)
  if (example !== undefined) command.addHelpText('after', exampleText(parent, example))
  if (!everywhere)
    command.option('--stream <account/profile>', 'its stream, if the file does not say stream_id')
  onRun(command, context, async (session) => {
    const { stream } = options.parse(command.opts())
    const file = await readJsonObject(command.args[0] ?? '', session.world.stdin)
    const given = members ? newOf(file, members) : file
    const whole = everywhere ? given : await inStream(session, given, stream)
    const item = await editable.create(session.client, whole)
    print(session, editable, `${item.id} is the ${noun} "${item.name}".`, item)
    return 0
  })
}

function addUpdating(parent: Command, context: Context, editable: Editable): void {
  const { noun, members, get, replaces = 'Changes what is in the file. All else stays as it is.' } = editable // prettier-ignore
  const command = parent.command('update').summary(`change one ${noun} by a file`)
  command.description(replaces).argument(`<${wordOf(noun)}>`, 'its name or id')
  command.argument('<file>', aFile)
  onRun(command, context, async (session) => {
    const file = await readJsonObject(command.args[1] ?? '', session.world.stdin)
    const id = await idOf(session, editable, command)
    const patch = members ? await patchOf(noun, file, members, () => get(session.client, id)) : file
    const item = await editable.update(session.client, id, patch)
    print(session, editable, `The ${noun} "${item.name}" is changed.`, item)
    return 0
  })
}

function addDeleting(parent: Command, context: Context, editable: Editable): void {
  const { noun, deletes = `Deletes one ${noun}, unless something uses it.` } = editable
  const command = parent.command('delete').summary(`delete one ${noun}`)
  command.description(deletes).argument(`<${wordOf(noun)}>`, 'its name or id')
  onRun(command, context, async (session) => {
    const id = await idOf(session, editable, command)
    await editable.remove(session.client, id)
    session.terminal.out(`The ${noun} is deleted.`)
    session.terminal.jsonLine({ ok: true, deleted: id })
    return 0
  })
}

const wordOf = (noun: string): string => noun.replaceAll(' ', '-')

const idOf = ({ client }: Session, { noun, list }: Editable, command: Command): Promise<string> =>
  idNamed(noun, z.string().parse(command.args[0]), list(client))

function print({ terminal }: Session, { noun }: Editable, done: string, item: object): void {
  terminal.out(done)
  terminal.jsonLine({ ok: true, [noun.replaceAll(' ', '_')]: item })
}

const exampleText = (parent: Command, json: string) =>
  `\nExample: echo '${json}' | outcrop ${parent.name()} create -`

/** The stream that the option names comes before that of the file, so that a file can go to another stream. */
async function inStream(session: Session, given: Given, name: string | undefined): Promise<Given> {
  if (name === undefined && given['stream_id'] !== undefined) return given
  return { ...given, stream_id: (await chooseStream(session, name)).id }
}
