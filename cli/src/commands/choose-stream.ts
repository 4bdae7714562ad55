import { isCancel, select } from '@clack/prompts'
import type { Stream } from '@outcrop/contract'
import { usageFailure } from '../terminal/command-failure.ts'
import type { Session } from '../session/session.ts'
import { allStreams, findStream, nameOf } from './find-stream.ts'

/** The named stream, the only one, or the one that a person picks from a list. */
export async function chooseStream(
  { client, terminal, world }: Session,
  name: string | undefined,
): Promise<Stream> {
  if (name !== undefined) return findStream(client, name)
  const streams: Stream[] = []
  for await (const stream of allStreams(client)) streams.push(stream)
  const [only] = streams
  if (!only) throw usageFailure('There are no streams yet.', 'Create one in the console.')
  if (streams.length === 1) return only
  const names = streams.map(nameOf)
  if (!terminal.isInteractive || terminal.isJson) {
    throw usageFailure('There are several streams.', `Name one with --stream: ${names.join(', ')}.`)
  }
  const picked = await select({
    message: 'Which stream?',
    options: streams.map((stream) => ({ value: stream, label: nameOf(stream) })),
    output: world.stderr,
  })
  if (isCancel(picked)) throw usageFailure('No stream was chosen.', 'Name one with --stream.')
  return picked
}
