import { confirm } from '@clack/prompts'
import { problemOfResponse, routes, urlOf, type Erasure } from '@outcrop/contract'
import type { Command } from 'commander'
import { createWriteStream } from 'node:fs'
import { PassThrough, Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { onRun, type Context, type Session } from '../session/session.ts'
import { usageFailure } from '../terminal/command-failure.ts'
import { counted } from '../terminal/numbers.ts'
import { progress } from '../terminal/progress.ts'
import { chooseStream } from './choose-stream.ts'

const given = z.object({
  stream: z.string().optional(),
  output: z.string().optional(),
  yes: z.boolean().optional(),
})

/** Everything that is kept of one visitor: to be handed out, or to be removed. */
export function addPersonalData(visitors: Command, context: Context): void {
  const ofVisitor = (name: string) =>
    visitors
      .command(name)
      .argument('<visitor-id>', 'the tealium_visitor_id that its events carry')
      .option('--stream <account/profile>', 'the stream; needed when there are several')
  const exporting = ofVisitor('export')
    .summary('write down everything that is kept of a visitor')
    .description('Writes everything that is kept of a visitor as one JSON document.')
    .option('--output <file>', 'into this file instead of standard output')
  onRun(exporting, context, (session) => exportVisitor(session, exporting))

  const erasing = ofVisitor('erase')
    .summary('erase a visitor for good')
    .description('Erases everything that is kept of a visitor, and waits until it is done.')
    .option('--yes', 'do not ask')
  onRun(erasing, context, (session) => eraseVisitor(session, erasing))
}

async function keyOf(session: Session, command: Command) {
  const { id } = await chooseStream(session, given.parse(command.opts()).stream)
  return { stream_id: id, visitor_id: command.args[0] ?? '' }
}

async function exportVisitor(session: Session, command: Command): Promise<number> {
  const { terminal, world, url, apiKey, signal } = session
  const { output } = given.parse(command.opts())
  if (terminal.isJson && output === undefined)
    throw usageFailure('With --json, the document needs a place of its own.', 'Add --output FILE.')
  const path = urlOf(routes.exportVisitor.path, { params: await keyOf(session, command) })
  const headers = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
  const response = await fetch(url + path, { headers, signal })
  if (!response.ok || !response.body) throw await problemOfResponse(response)
  if (output === undefined) {
    // Its end must not be the end of standard output.
    const through = new PassThrough()
    through.pipe(world.stdout, { end: false })
    await save(response.body, through)
    return 0
  }
  await save(response.body, createWriteStream(output))
  terminal.out(`Everything that is kept of the visitor is in ${output}.`)
  terminal.jsonLine({ ok: true, file: output })
  return 0
}

/** As it comes, because it may be larger than memory. */
const save = (body: NonNullable<Response['body']>, to: Writable): Promise<void> =>
  pipeline(Readable.from(body), to)

async function eraseVisitor(session: Session, command: Command): Promise<number> {
  const { terminal, client, signal } = session
  const params = await keyOf(session, command)
  if (given.parse(command.opts()).yes !== true) await ask(session, params.visitor_id)
  let erasure = await client.eraseVisitor({ params })
  const bar = progress(terminal, undefined, Date.now)
  while (erasure.done_at === null) {
    bar.show(textOf(erasure))
    await sleep(300, undefined, { signal })
    erasure = await client.getErasure({ params: { id: erasure.id } })
  }
  bar.end()
  terminal.out(`The visitor is erased, with ${counted(erasure.events, 'event')} and ${counted(erasure.runs, 'run')}. The record of it, without its name, is ${erasure.id}.`) // prettier-ignore
  terminal.jsonLine({ ok: true, erasure })
  return 0
}

async function ask({ terminal, world }: Session, visitorId: string): Promise<void> {
  if (!terminal.isInteractive || terminal.isJson)
    throw usageFailure('Erasing cannot be undone.', 'Add --yes to do it without being asked.')
  const message = `Erase everything that is kept of ${visitorId}? This cannot be undone.`
  if ((await confirm({ message, output: world.stderr })) !== true)
    throw usageFailure('Nothing was erased.', 'Answer yes to erase the visitor.')
}

const phases: Readonly<Record<Erasure['phase'], string>> = {
  cancelling: 'Ending its runs',
  removing_events: 'Removing its events',
  removing_runs: 'Removing its runs',
  done: 'Done',
}

const textOf = ({ phase, progress: part }: Erasure): string =>
  phase === 'removing_events' ? `${phases[phase]}: ${Math.floor(part * 100)} %` : phases[phase]
