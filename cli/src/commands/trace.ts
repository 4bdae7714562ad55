import type { Command } from 'commander'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { usageFailure } from '../terminal/command-failure.ts'
import { followTrace } from '../trace/follow-trace.ts'
import { replayLines } from '../trace/replay-lines.ts'
import { traceLineText } from '../trace/trace-line-text.ts'
import { positiveNumber } from './option-values.ts'
import { addTraces } from './traces.ts'
import { chooseStream } from './choose-stream.ts'
import { onRun, type Context, type Session } from '../session/session.ts'

const options = z.object({
  follow: z.boolean().optional(),
  start: z.boolean().optional(),
  stream: z.string().optional(),
  replay: z.boolean().optional(),
  speed: z.number(),
  sendAgain: z.boolean().optional(),
})

export function addTrace(program: Command, context: Context): void {
  const command = program
    .command('trace')
    .summary('everything that happened because of an event; start, list and end traces')
    .description(
      'Shows everything that happened because of an event, or in a trace that was started.',
    )
    .argument('[id]', 'an event (evt_…) or a trace')
    .option('--follow', 'stay and show lines of a trace as they come')
    .option('--start', 'start a trace; events that carry its id as tealium_trace_id join it')
    .option('--stream <account/profile>', 'the stream of the trace that is started')
    .option('--replay', 'show what was recorded at the pace in which it happened; sends nothing')
    .option('--speed <times>', 'how many times faster to replay', positiveNumber, 1)
    .option('--send-again', 'send the events of a trace once more, as new ones in a new trace')
  onRun(command, context, async (session) => {
    const { follow = false, start = false, stream, replay, speed, sendAgain } = options.parse(command.opts()) // prettier-ignore
    const [given] = command.args
    if (start === (given !== undefined)) {
      throw usageFailure('Name either an event or trace to show, or start a new trace.', 'outcrop trace ID shows one; outcrop trace --start --stream account/profile starts one.') // prettier-ignore
    }
    const recorded = given ?? (await startTrace(session, stream, follow))
    const id = sendAgain === true ? await sendsAgain(session, recorded) : recorded
    if (follow) return follows(session, id)
    if (replay === true) await replays(session, id, speed)
    else if (!start && sendAgain !== true) await show(session, id)
    return 0
  })
  addTraces(command, context)
}

async function startTrace(
  session: Session,
  name: string | undefined,
  isFollowed: boolean,
): Promise<string> {
  const { client, terminal } = session
  const stream = await chooseStream(session, name)
  const trace = await client.startTrace({ body: { stream_id: stream.id } })
  terminal.out(`Trace ${trace.id} has started. Events of ${stream.account}/${stream.profile} join it when they carry "tealium_trace_id": "${trace.id}".`) // prettier-ignore
  if (!isFollowed) terminal.out(`Watch it with: outcrop trace ${trace.id} --follow`)
  terminal.jsonLine({ ok: true, trace })
  return trace.id
}

const recordOf = ({ client }: Session, id: string) =>
  id.startsWith('evt_')
    ? client.traceEvent({ params: { id } })
    : client.getTrace({ params: { id } })

async function sendsAgain({ client, terminal }: Session, id: string): Promise<string> {
  if (id.startsWith('evt_')) {
    throw usageFailure('Only the events of a trace can be sent again, not one event.', 'Name a trace; "outcrop replay RUN" makes one run again.') // prettier-ignore
  }
  const trace = await client.sendTraceAgain({ params: { id } })
  terminal.out(`The events of the trace ${id} were sent again, into the trace ${trace.id}.`)
  terminal.jsonLine({ ok: true, trace })
  return trace.id
}

async function replays(session: Session, id: string, speed: number): Promise<void> {
  const { terminal, signal } = session
  const found = await recordOf(session, id)
  for (const { line, pauseMs } of replayLines(found.lines, speed)) {
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    terminal.out(traceLineText(line))
    terminal.jsonLine(line)
  }
  terminal.jsonLine({ ok: true, trace_id: id, lines: found.lines.length })
}

async function show(session: Session, id: string): Promise<void> {
  const { terminal } = session
  const found = await recordOf(session, id)
  for (const line of found.lines) terminal.out(traceLineText(line))
  if (found.lines.length === 0) terminal.out('Nothing yet.')
  terminal.jsonLine({ ok: true, trace: found })
}

async function follows(
  { terminal, url, apiKey, signal }: Session,
  traceId: string,
): Promise<number> {
  if (traceId.startsWith('evt_')) {
    throw usageFailure('Only a trace can be followed, not an event.', `Show the event with "outcrop trace ${traceId}", or start a trace with "outcrop trace --start --follow".`) // prettier-ignore
  }
  const onBreak = () => terminal.note('The connection broke. Connecting again …')
  let lines = 0
  for await (const line of followTrace({ url, apiKey, traceId, signal, onBreak })) {
    lines += 1
    terminal.out(traceLineText(line))
    terminal.jsonLine(line)
  }
  terminal.note(signal.aborted ? 'Stopped watching; the trace goes on.' : 'The trace has ended.')
  terminal.jsonLine({ ok: true, trace_id: traceId, lines })
  return 0
}
