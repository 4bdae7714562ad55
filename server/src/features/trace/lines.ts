import type { TraceLine } from '@outcrop/contract'
import { questionsOf } from './questions-of.ts'
import { routedModel } from '../../bedrock/bedrock.ts'
import { counted } from '../../kernel/counted.ts'
import { targetOf } from '../calls/calls.ts'
import type { DelayRow } from '../delays/delays.ts'
import type { EventRow } from '../events/events.ts'
import type { AttemptRow, RunRow, StepRunRow } from '../runs/runs.ts'
import type { NoteRow } from './store.ts'

/** Everything that is stored about one event and what it started. */
export interface EventStory {
  readonly event: EventRow
  /** In the order in which they were made: of the event itself, then of what time did because of it. */
  readonly notes: readonly NoteRow[]
  readonly delays: readonly DelayRow[]
  readonly runs: readonly RunRow[]
  readonly attempts: readonly AttemptRow[]
  readonly stepRuns: readonly StepRunRow[]
}

type Line = Omit<TraceLine, 'at'> & { readonly at: Date }

/** The lines of one event's story, oldest first. */
export function linesOf(story: EventStory): TraceLine[] {
  const { event, notes, runs, delays } = story
  const noted = notes.flatMap(({ at, lines }) => lines.map((line) => ({ ...line, at, event_id: event.id }))) // prettier-ignore
  const lines: Line[] = [
    received(event),
    ...noted,
    ...(event.trace_id === null ? decidedLines(event, runs) : []),
    ...delays.flatMap(delayLines),
    ...runs.flatMap((run) => runLines(run, story)),
  ]
  return lines
    .map((line, order) => ({ line, order }))
    .toSorted((a, b) => a.line.at.getTime() - b.line.at.getTime() || a.order - b.order)
    .map(({ line }) => ({ ...line, at: line.at.toISOString() }))
}

function received(event: EventRow): Line {
  const detail = { visitor_id: event.visitor_id, payload: event.payload }
  return {
    at: event.received_at,
    group: 'event',
    text: `Received Event: ${event.name ?? '(no name)'}`,
    event_id: event.id,
    ...(event.run_id !== null && { run_id: event.run_id }),
    detail,
  }
}

/** An event that nobody traced keeps no notes, but its runs tell what it started. */
function decidedLines(event: EventRow, runs: readonly RunRow[]): Line[] {
  const [first] = runs
  if (!first) return []
  return [
    {
      at: first.created_at,
      group: 'action',
      text: `${counted(runs.length, 'Action')} Triggered`,
      event_id: event.id,
    },
  ]
}

function delayLines(delay: DelayRow): Line[] {
  const { automation_id, automation_name: name, created_at, due_at, ended_at, state, run_id, reason } = delay // prettier-ignore
  const base = { group: 'action', event_id: delay.event_id } as const
  const made: Line = { ...base, at: created_at, text: `Action Delayed: ${name} until ${due_at.toISOString()}`, detail: { automation_id } } // prettier-ignore
  if (ended_at === null) return [made]
  const ended: Line =
    run_id === null
      ? {
          ...base,
          at: ended_at,
          text: `Delayed Action ${state === 'cancelled' ? 'Cancelled' : 'Dropped'}: ${name}`,
          detail: { automation_id, reason },
        }
      : { ...base, at: ended_at, text: `Delayed Action Started: ${name}`, run_id }
  return [made, ended]
}

function runLines(run: RunRow, { attempts, stepRuns }: EventStory): Line[] {
  const base = { event_id: run.event_id, run_id: run.id }
  const own = attempts.filter((attempt) => attempt.run_id === run.id)
  const ends = stepRuns.filter((end) => end.run_id === run.id)
  return [
    {
      ...base,
      at: run.created_at,
      group: 'run',
      text: `Action Queued: ${run.automation_name} (version ${run.version})`,
    },
    ...own.flatMap((attempt) => attemptLines(base, attempt)),
    ...ends.map((end) => deliveryLine(base, end)),
    ...endLines(base, run),
  ]
}

type Base = Pick<Line, 'event_id' | 'run_id'>

function attemptLines(base: Base, attempt: AttemptRow): Line[] {
  const model = targetOf(attempt.request ?? {}) || attempt.step_id
  const called: Line = {
    ...base,
    at: attempt.started_at,
    group: 'action',
    text: `${attempt.kind === 'reask' ? 'Asked Again' : 'Called'}: ${model}`,
    detail: { request: attempt.request },
  }
  const at = attempt.answered_at ?? attempt.started_at
  const answered: Line = {
    ...base,
    at,
    group: 'answer',
    text: attempt.cached
      ? `Answer Taken from the Cache: ${model}`
      : `Answer Received after ${attempt.latency_ms ?? 0} ms${routedBy(attempt)}`,
    detail: {
      raw: attempt.raw,
      tokens: { input: attempt.input_tokens, output: attempt.output_tokens },
    },
  }
  const failed = attempt.problem && problemLine(base, at, attempt.problem)
  return [
    ...(attempt.cached ? [] : [called]),
    ...questionsOf(attempt.raw).map((one) => ({ ...base, at, group: 'answer' as const, ...one })),
    ...(attempt.raw ? [answered] : []),
    ...(failed ? [failed] : []),
  ]
}

/** A router answers by one of its models. */
function routedBy({ raw }: AttemptRow): string {
  const model = routedModel(raw)
  return model === null ? '' : ` from ${model}, Chosen by the Router`
}

function problemLine(base: Base, at: Date, problem: NonNullable<RunRow['problem']>): Line {
  return {
    ...base,
    at,
    group: 'problem',
    text: `${problem.title}: ${problem.detail}`,
    detail: { problem },
  }
}

function deliveryLine(base: Base, end: StepRunRow): Line {
  const detail = { output: end.output, delivery: end.delivery }
  return { ...base, at: end.finished_at, group: 'delivery', text: deliveryText(end), detail }
}

function deliveryText({ delivery, repaired }: StepRunRow): string {
  const parsed = repaired ? 'Answer Repaired' : 'Answer Parsed'
  if (delivery?.state === 'delivered') {
    return delivery.to === 'stream'
      ? `${parsed}, Delivered to the Stream`
      : `${parsed}, Delivered to ${delivery.url ?? 'Collect'}`
  }
  return `${parsed}, Nothing Delivered${delivery?.reason === undefined ? '' : `: ${delivery.reason}`}`
}

function endLines(base: Base, run: RunRow): Line[] {
  if (run.finished_at) {
    const failed = run.problem ? `: ${run.problem.title}` : ''
    return [
      {
        ...base,
        at: run.finished_at,
        group: 'run',
        text: `Action ${ended[run.state] ?? run.state}: ${run.automation_name}${failed}`,
      },
    ]
  }
  if (run.state !== 'waiting' || !run.due_at) return []
  const at = run.due_at
  return [{ ...base, at, group: 'run', text: `Next Try at ${at.toISOString()}` }]
}

const ended: Partial<Record<RunRow['state'], string>> = {
  succeeded: 'Succeeded',
  succeeded_with_defaults: 'Succeeded with Defaults',
  failed: 'Failed',
  cancelled: 'Cancelled',
  timed_out: 'Timed Out',
}
