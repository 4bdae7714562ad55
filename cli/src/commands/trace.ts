import type { Command } from 'commander'
import { z } from 'zod'
import { usageFailure } from '../terminal/command-failure.ts'
import { followTrace } from '../trace/follow-trace.ts'
import { traceLineText } from '../trace/trace-line-text.ts'
import { chooseStream } from './choose-stream.ts'
import { onRun, withConnection, type Context, type Session } from '../session/session.ts'

const options = z.object({
  follow: z.boolean().optional(),
  start: z.boolean().optional(),
  stream: z.string().optional(),
})

export function addTrace(program: Command, context: Context): void {
  const command = withConnection(program.command('trace'))
    .summary('everything that happened because of an event')
    .description(
      'Shows everything that happened because of an event, or in a trace that was started.',
    )
    .argument('[id]', 'an event (evt_…) or a trace')
    .option('--follow', 'stay and show lines of a trace as they come')
    .option('--start', 'start a trace; events that carry its id as tealium_trace_id join it')
    .option('--stream <account/profile>', 'the stream of the trace that is started')
  onRun(command, context, async (session) => {
    const { follow = false, start = false, stream } = options.parse(command.opts())
    const [given] = command.args
    if (start === (given !== undefined)) {
      throw usageFailure('Name either an event or trace to show, or start a new trace.', 'outcrop trace ID shows one; outcrop trace --start --stream account/profile starts one.') // prettier-ignore
    }
    const id = given ?? (await startTrace(session, stream, follow))
    if (follow) return follows(session, id)
    if (!start) await show(session, id)
    return 0
  })
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

async function show({ client, terminal }: Session, id: string): Promise<void> {
  const found = id.startsWith('evt_')
    ? await client.traceEvent({ params: { id } })
    : await client.getTrace({ params: { id } })
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
