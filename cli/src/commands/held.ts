import { confirm } from '@clack/prompts'
import { heldKinds, type Held } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context, type Session } from '../session/session.ts'
import { usageFailure } from '../terminal/command-failure.ts'
import { shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { findStream } from './find-stream.ts'
import { oneOf, wholeNumber } from './option-values.ts'

const options = z.object({
  kind: z.enum(heldKinds).optional(),
  visitor: z.string().optional(),
  stream: z.string().optional(),
  limit: z.number(),
})
const named = z.tuple([z.string()])

export function addHeld(program: Command, context: Context): void {
  const command = program
    .command('held')
    .summary('list events and stitches that failed and wait, try one again, or drop it')
    .description(
      'Lists events that could not be applied to their visitors yet, and visitors that could not be stitched, with the reason and what to do.',
    ) // prettier-ignore
    .option('--kind <kind>', 'only events, or only stitches: event, stitch', oneOf(heldKinds))
    .option('--visitor <id>', 'only what is held of this visitor')
    .option('--stream <account/profile>', 'only what is held of this stream')
    .option('--limit <number>', 'how many at most', wholeNumber(1, 100_000), 20)
  onRun(command, context, (session) => list(session, options.parse(command.opts())))

  const retrying = command
    .command('retry')
    .summary('try one again now')
    .description('Tries one again now, an event with those of its visitor that came before it.')
    .argument('<id>', 'as `outcrop held` lists it')
  onRun(retrying, context, async ({ client, terminal }) => {
    const [id] = named.parse(retrying.args)
    const held = await client.retryHeld({ params: { id } })
    terminal.out(`It is tried again now. If it is still in \`outcrop held\` in a moment, that says why.`) // prettier-ignore
    terminal.jsonLine({ ok: true, held })
    return 0
  })

  const dropping = command
    .command('drop')
    .summary('drop one that can never be done')
    .description(
      'Drops one for good: the event is never applied to its visitor and starts nothing, or the two visitors stay two.',
    ) // prettier-ignore
    .argument('<id>', 'as `outcrop held` lists it')
    .option('--yes', 'do not ask')
  onRun(dropping, context, (session) => drop(session, dropping))
}

async function list(
  { client, terminal }: Session,
  { kind, visitor, stream, limit }: z.output<typeof options>,
): Promise<number> {
  const stream_id = stream === undefined ? undefined : (await findStream(client, stream)).id
  const held = await firstItems(limit, (page) =>
    client.listHeld({ query: { kind, stream_id, visitor_id: visitor, ...page } }),
  )
  terminal.out(held.length === 0 ? 'Nothing is held.' : table(headings, held.map(rowOf)))
  for (const remedy of remediesOf(held)) terminal.out(`\n${remedy}`)
  terminal.jsonLine({ ok: true, held })
  return 0
}

/** What to do, once for each kind of reason. */
const remediesOf = (held: readonly Held[]): string[] => [
  ...new Set(held.map(({ problem: { title, remedy } }) => `${title}: ${remedy}`)),
]

async function drop(session: Session, command: Command): Promise<number> {
  const { client, terminal } = session
  const [id] = named.parse(command.args)
  if (command.opts()['yes'] !== true) await ask(session, id)
  await client.dropHeld({ params: { id } })
  terminal.out(`Dropped: ${id}.`)
  terminal.jsonLine({ ok: true, id })
  return 0
}

async function ask({ terminal, world }: Session, id: string): Promise<void> {
  if (!terminal.isInteractive || terminal.isJson)
    throw usageFailure('What is dropped is never done.', 'Add --yes to drop it without being asked.') // prettier-ignore
  const message = `Drop ${id}? It is never done then. This cannot be undone.`
  if ((await confirm({ message, output: world.stderr })) !== true)
    throw usageFailure('Nothing was dropped.', 'Answer yes to drop it.')
}

const headings = ['HELD', 'SINCE', 'TRIES', 'NEXT TRY', 'VISITOR', 'WHAT', 'WHY']

const rowOf = ({ id, held_at, tries, next_try_at, visitor_id, kind, other_id, event, problem }: Held) => [
  id,
  shortTime(held_at),
  String(tries),
  shortTime(next_try_at),
  visitor_id ?? '–',
  kind === 'stitch' ? `stitch with ${other_id ?? '–'}` : (event?.name ?? 'event without a name'),
  problem.detail,
] // prettier-ignore
