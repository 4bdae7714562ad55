import type { DeliveryRecord, Step } from '@outcrop/contract'
import type { ActionContext } from '../../actions/define-action.ts'
import type { StepData } from '../../actions/step-data.ts'
import type { Outbound } from '../../http/outbound.ts'
import { Problem } from '../../kernel/problem.ts'
import { faultIn } from '../collect/collect.ts'
import { newEvent, type NewEvent } from '../events/events.ts'
import type { Directory } from '../streams/streams.ts'
import { answerPayload } from './answer-event.ts'
import { causeOf } from './cause-of.ts'
import { postCollect } from './post-collect.ts'
import type { ClaimedRun } from './queue-store.ts'

export interface Delivered {
  readonly record: DeliveryRecord
  /** An event to be appended in the same transaction as the end of the step. */
  readonly event: NewEvent | null
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The event that an answer becomes; throws `answer-invalid` when it could not be collected. */
export function answerEventOf(
  step: Step,
  answer: unknown,
  data: StepData,
): Record<string, unknown> {
  if (step.deliver.to === 'nowhere' || !isObject(answer)) {
    throw new Problem('answer-invalid', 'Only a JSON object can be delivered as an event.')
  }
  const payload = answerPayload(answer, data.source, step.deliver.identity_from_answer)
  const fault = faultIn(payload)
  if (fault !== undefined) throw new Problem('answer-invalid', fault)
  return payload
}

export interface DeliveryContext {
  readonly streams: Pick<Directory, 'find'>
  readonly outbound: Outbound
  /** Says to another intake, which may be ours, what made the event. */
  readonly action: Omit<ActionContext, 'signal'>
}

/** Sends the result of a step to where it belongs. Nothing is sent in debug mode. */
export async function deliver(
  { streams, outbound, action }: DeliveryContext,
  run: ClaimedRun,
  step: Step,
  answer: unknown,
  data: StepData,
  signal: AbortSignal,
): Promise<Delivered> {
  const target = step.deliver
  if (target.to === 'nowhere') return { record: { to: 'nowhere', state: 'skipped' }, event: null }
  const payload = answerEventOf(step, answer, data)
  if (step.debug) {
    return { record: { to: target.to, state: 'skipped', reason: 'Debug mode is on.' }, event: null }
  }
  if (target.to === 'stream') return intoStream(streams, run, payload)
  const { status } = await postCollect(
    outbound,
    { url: target.url, timeoutMs: target.timeout_s * 1000 },
    payload,
    { idempotencyKey: `${run.id}:${step.id}`, lineage: action.lineage?.() },
    signal,
  )
  return { record: { to: 'collect', state: 'delivered', url: target.url, status }, event: null }
}

function intoStream(
  streams: Pick<Directory, 'find'>,
  run: ClaimedRun,
  payload: Record<string, unknown>,
): Delivered {
  const [account, profile] = [
    textOf(payload['tealium_account']),
    textOf(payload['tealium_profile']),
  ]
  const stream = streams.find(account ?? '', profile ?? '')
  if (stream?.organizationId !== run.organization_id) {
    throw new Problem('answer-invalid', `The answer names the stream "${account ?? ''}/${profile ?? ''}", which is not one of this organization.`) // prettier-ignore
  }
  const event = newEvent({
    organizationId: run.organization_id,
    streamId: stream.id,
    name: textOf(payload['tealium_event']),
    visitorId: textOf(payload['tealium_visitor_id']),
    traceId: run.trace_id,
    payload: JSON.stringify(payload),
    cause: causeOf(run),
  })
  return { record: { to: 'stream', state: 'delivered', event_id: event.id }, event }
}

/** Numbers count as text, as they do at intake. */
const textOf = (value: unknown): string | null =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null
