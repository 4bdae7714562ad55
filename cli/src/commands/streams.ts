import type { Stream } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { usageFailure } from '../terminal/command-failure.ts'
import { grouped } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { findStream, nameOf } from './find-stream.ts'
import { wholeNumber } from './option-values.ts'

export function addStreams(program: Command, context: Context): void {
  const command = program
    .command('streams')
    .summary('list streams; show or create one')
    .description(
      'Lists streams. A stream is named by the account and the profile that its events carry.',
    ) // prettier-ignore
    .addHelpText('after', '\nExample: outcrop streams create acme/web --max-requests-per-s 500')
  onRun(command, context, async ({ client, terminal }) => {
    const streams = await firstItems(10_000, (page) => client.listStreams({ query: page }))
    terminal.out(streams.length === 0 ? 'No streams.' : table(headings, streams.map(rowOf)))
    terminal.jsonLine({ ok: true, streams })
    return 0
  })

  const getting = command
    .command('get')
    .summary('show one stream')
    .description('Shows one stream as JSON.')
    .argument('<stream>', 'its account/profile or id')
  onRun(getting, context, async ({ client, terminal }) => {
    const named = z.string().parse(getting.args[0])
    const stream = named.includes('/')
      ? await findStream(client, named)
      : await client.getStream({ params: { id: named } })
    terminal.out(JSON.stringify(stream, null, 2))
    terminal.jsonLine({ ok: true, stream })
    return 0
  })

  const creating = command.command('create')
    .summary('create a stream')
    .description('Creates a stream, with the feed "All Events" and the attributes that every stream begins with.') // prettier-ignore
    .argument('<account/profile>', 'the names that its events carry')
    .option('--max-requests-per-s <requests>', 'answer 429 above so many requests a second; no limit when left out', wholeNumber(1, 1_000_000)) // prettier-ignore
  onRun(creating, context, async ({ client, terminal }) => {
    const { maxRequestsPerS } = limits.parse(creating.opts())
    const [account, profile, ...rest] = z.string().parse(creating.args[0]).split('/')
    if (!account || !profile || rest.length > 0)
      throw usageFailure('A stream is named by account and profile.', 'Write it as account/profile, such as acme/web.') // prettier-ignore
    const body = { account, profile, max_requests_per_s: maxRequestsPerS ?? null }
    const stream = await client.createStream({ body })
    terminal.out(`${stream.id} is the stream ${nameOf(stream)}.`)
    terminal.jsonLine({ ok: true, stream })
    return 0
  })
}

const limits = z.object({ maxRequestsPerS: z.number().optional() })

const headings = ['STREAM', 'NAME', 'REQUESTS/S AT MOST']

const rowOf = (stream: Stream) => [
  stream.id,
  nameOf(stream),
  stream.max_requests_per_s === null ? '–' : grouped(stream.max_requests_per_s),
]
