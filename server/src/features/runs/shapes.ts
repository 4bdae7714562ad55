import type { Attempt, Definition, Run, RunDetail, StepRun } from '@outcrop/contract'
import { hasEnded } from './settlement.ts'
import type { AttemptRow, RunRow, StepRunRow } from './history-store.ts'

export function runOf(row: RunRow): Run {
  return {
    id: row.id,
    state: row.state,
    automation: { id: row.automation_id, name: row.automation_name, version: row.version },
    trigger: {
      type: row.trigger_type,
      event_id: row.event_id,
      stream_id: row.stream_id,
      visitor_id: row.visitor_id,
      ...(row.feed_id !== null && { feed_id: row.feed_id }),
      ...(row.audience_id !== null && { audience_id: row.audience_id }),
    },
    replay_of: row.replay_of,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    due_at: row.due_at?.toISOString() ?? null,
    latency_ms: row.finished_at && row.finished_at.getTime() - row.created_at.getTime(),
    tokens: { input: row.input_tokens, output: row.output_tokens },
    cost_usd: row.cost_usd,
    ...(row.problem && { problem: row.problem }),
  }
}

export function runDetailOf(
  row: RunRow,
  definition: Definition,
  attempts: readonly AttemptRow[],
  stepRuns: readonly StepRunRow[],
  waitsFor?: RunDetail['waits_for'],
): RunDetail {
  return {
    ...runOf(row),
    depth: row.depth,
    deadline_at: row.deadline_at?.toISOString() ?? null,
    debug: definition.steps.some((step) => step.debug),
    ...(waitsFor && { waits_for: waitsFor }),
    steps: definition.steps.map((step, index) => {
      const end = stepRuns.find((one) => one.step_id === step.id)
      const own = attempts.filter((one) => one.step_id === step.id)
      const state = end ? 'succeeded' : stateOfStep(row, index)
      return stepRunOf(step, state, end, own)
    }),
  }
}

function stepRunOf(
  step: Definition['steps'][number],
  state: StepRun['state'],
  end: StepRunRow | undefined,
  attempts: readonly AttemptRow[],
): StepRun {
  return {
    id: step.id,
    action: step.action,
    state,
    output: end?.output ?? null,
    attempts: attempts.map((attempt, index) => attemptOf(attempt, index + 1, end)),
  }
}

/** A step that did not end well is where the run stands, or still before it. */
function stateOfStep(run: RunRow, index: number): StepRun['state'] {
  if (index === run.step) return run.state
  return hasEnded(run.state) ? 'skipped' : 'queued'
}

function attemptOf(row: AttemptRow, number: number, end: StepRunRow | undefined): Attempt {
  const won = end?.attempt_id === row.id ? end : undefined
  return {
    id: row.id,
    number,
    kind: row.kind,
    stage: stageOf(row, won),
    started_at: row.started_at.toISOString(),
    finished_at: row.answered_at?.toISOString() ?? null,
    latency_ms: row.latency_ms,
    request: row.request,
    raw: row.raw,
    parsed: won?.output ?? null,
    output_mode: row.output_mode,
    repaired: won?.repaired ?? false,
    tokens: { input: row.input_tokens, output: row.output_tokens },
    cost_usd: row.cost_usd,
    cached: row.cached,
    ...(won?.delivery && { delivery: won.delivery }),
    ...(row.problem && { problem: row.problem }),
  }
}

function stageOf(row: AttemptRow, won: StepRunRow | undefined): Attempt['stage'] {
  if (won) return won.delivery?.state === 'delivered' ? 'delivered' : 'parsed'
  return row.raw ? 'answered' : 'called'
}
