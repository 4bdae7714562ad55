import { Option, type Command } from 'commander'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { runSend } from '../send/run-send.ts'
import { fileSource, streamSource, type Source } from '../send/source.ts'
import { summaryOf, summaryText } from '../send/summary.ts'
import { usageFailure } from '../terminal/command-failure.ts'
import { onRun, type Context, type Session } from '../session/session.ts'
import { durationMs, positiveNumber, wholeNumber } from './option-values.ts'

const options = z.object({
  account: z.string().optional(),
  profile: z.string().optional(),
  batch: z.number(),
  rate: z.number().optional(),
  concurrency: z.number(),
  skip: z.number(),
  resume: z.boolean().optional(),
  state: z.string().optional(),
  again: z.boolean().optional(),
  giveUpAfter: z.number(),
  wait: z.boolean().optional(),
  waitTimeout: z.number(),
})
type Options = z.infer<typeof options>

const example = `
Example: outcrop send examples/retail/events.jsonl --wait
Ends with 1 when the send stopped before its end or, with --wait, when a run failed.`

export function addSend(program: Command, context: Context): void {
  const command = program
    .command('send')
    .summary('send events from a file')
    .description(
      'Sends events: JSON lines or a JSON array, gzip or not. What the server has acknowledged is stored; what has to be sent again is not stored twice.',
    ) // prettier-ignore
    .argument('<file>', 'the file, or - for standard input')
    .option('--account <name>', 'tealium_account of events that have none')
    .option('--profile <name>', 'tealium_profile of events that have none')
    .option('--batch <events>', 'events per request, 1 to 500', wholeNumber(1, 500), 100) // prettier-ignore
    .option('--rate <events>', 'events per second at most', positiveNumber)
    .option(
      '--concurrency <lanes>',
      'requests at a time; the events of one visitor stay in order',
      wholeNumber(1, 64),
      1,
    )
    .option(
      '--skip <events>',
      'leave out so many events at the beginning',
      wholeNumber(0, Number.MAX_SAFE_INTEGER),
      0,
    )
    .option('--resume', 'go on where an interrupted send of this file stopped')
    .option('--state <file>', 'where progress is remembered (default: FILE.sending)')
    .option('--again', 'send the file once more, as new events')
    .addOption(
      new Option(
        '--give-up-after <time>',
        'how long to try when the server takes nothing, such as 90s or 2h',
      )
        .argParser(durationMs)
        .default(600_000, '10m'),
    ) // prettier-ignore
    .addHelpText('after', example)
    .option('--wait', 'wait until all runs that the events cause have ended, and count them')
    .addOption(
      new Option('--wait-timeout <time>', 'how long to wait for runs')
        .argParser(durationMs)
        .default(1_800_000, '30m'),
    )
  onRun(command, context, (session) =>
    sendFile(session, command.args[0] ?? '-', options.parse(command.opts())),
  )
}

async function sendFile(session: Session, file: string, given: Options): Promise<number> {
  const { terminal } = session
  const source = await sourceOf(session, file, given)
  const { totals, elapsedMs, waited } = await runSend(session, source, {
    eventsPerSecond: given.rate,
    giveUpAfterMs: given.giveUpAfter,
    waitTimeoutMs: given.wait === true ? given.waitTimeout : undefined,
  })
  const summary = summaryOf(source.begin.source, totals, elapsedMs, waited)
  terminal.out(summaryText(summary))
  terminal.jsonLine(summary)
  return summary.ok ? 0 : 1
}

async function sourceOf(
  { world, terminal, url }: Session,
  file: string,
  given: Options,
): Promise<Source> {
  const { account, profile, batch, rate, concurrency, skip } = given
  const settings = {
    ...(account !== undefined && { account }),
    ...(profile !== undefined && { profile }),
    // A batch is sent at once: with a low rate smaller batches keep the flow even.
    batch: rate === undefined ? batch : Math.max(1, Math.min(batch, Math.ceil(rate))),
    concurrency,
    skip,
    ...(given.again === true && { again: randomBytes(8).toString('hex') }),
  }
  const wishes = {
    url,
    settings,
    isResumed: given.resume === true,
    statePath: given.state ?? `${file}.sending`,
  }
  if (file !== '-') return fileSource(file, wishes, (text) => terminal.note(text))
  if (given.resume === true || given.state !== undefined) {
    throw usageFailure('Standard input cannot be read a second time, so it cannot be resumed.', 'Write it to a file and send that.') // prettier-ignore
  }
  return streamSource(world.stdin, wishes)
}
