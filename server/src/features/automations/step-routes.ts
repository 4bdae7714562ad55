import { routes, type Step } from '@outcrop/contract'
import type { ActionContext, AnyAction } from '../../actions/define-action.ts'
import type { StepData } from '../../actions/step-data.ts'
import type { Db } from '../../db/transaction.ts'
import { mount, type App } from '../../http/mount.ts'
import { newId } from '../../kernel/id.ts'
import { Problem } from '../../kernel/problem.ts'
import type { DirectCalls } from '../calls/calls.ts'
import { findEvent } from '../events/events.ts'
import { currentProfile } from '../visitors/visitors.ts'
import type { Automations } from './create-automations.ts'
import { previewStep } from './preview-step.ts'
import { tryStep } from './try-step.ts'

export interface AutomationRouteOptions {
  readonly db: Db
  readonly automations: Automations
  readonly actions: ReadonlyMap<string, AnyAction>
  readonly actionContext: (
    organizationId: string,
    metadata: Record<string, string>,
  ) => Omit<ActionContext, 'signal'>
  /** What trials are made with. */
  readonly calls: Pick<DirectCalls, 'make'>
  readonly now: () => Date
}

interface Sample {
  readonly event_id?: string | undefined
  readonly payload?: Record<string, unknown> | undefined
}

/** Rendering and trying a step on an event, before anything is published. */
export function stepRoutes(
  app: App,
  { db, automations, actions, actionContext, calls, now }: AutomationRouteOptions,
): void {
  const catalogued = (step: Step): AnyAction => {
    const action = actions.get(step.action)
    if (action) return action
    throw new Problem('invalid-input', `step.action: There is no action "${step.action}".`)
  }
  const complete = (step: Step): AnyAction => {
    const action = catalogued(step)
    const { findings } = action.check(step.input)
    if (findings.length === 0) return action
    throw new Problem(
      'invalid-input',
      findings.map(({ path, message }) => `step.input.${path}: ${message}`).join('\n'),
    )
  }

  mount(app, routes.previewStep, async ({ body, caller }) => {
    const action = catalogued(body.step)
    const data = await sampleData(db, caller.organizationId, body.step.id, body, now())
    return previewStep(action, body.step, data)
  })

  mount(app, routes.tryStep, async ({ body, caller }) => {
    const { organizationId } = caller
    const { step, automation_id: automationId = '' } = body
    const action = complete(step)
    if (automationId !== '') await automations.get(organizationId, automationId)
    const data = await sampleData(db, organizationId, step.id, body, now())
    const context = actionContext(organizationId, trialMetadata(organizationId, automationId))
    return tryStep({ action, step, data, automationId }, { calls, action: context, now })
  })
}

/** What AWS's own logs and bills say of the call. */
const trialMetadata = (organizationId: string, automationId: string) => ({
  outcrop_organization: organizationId,
  ...(automationId !== '' && { outcrop_automation: automationId }),
  outcrop_try: 'true',
})

async function sampleData(
  db: Db,
  organizationId: string,
  stepId: string,
  sample: Sample,
  now: Date,
): Promise<StepData> {
  const event =
    sample.event_id === undefined ? undefined : await findEvent(db, organizationId, sample.event_id)
  if (sample.event_id !== undefined && !event)
    throw new Problem('not-found', `There is no event ${sample.event_id}.`)
  const payload = event?.payload ?? sample.payload ?? {}
  const visitor =
    event && event.visitor_id !== null
      ? await currentProfile(db, organizationId, {
          streamId: event.stream_id,
          visitorId: event.visitor_id,
        })
      : null
  const text = (key: string) => (typeof payload[key] === 'string' ? payload[key] : '')
  return {
    organizationId,
    // A trial belongs to no run; what it opens, such as a session, is its own.
    run: { id: newId('run'), stepId },
    source: {
      account: event?.account ?? text('tealium_account'),
      profile: event?.profile ?? text('tealium_profile'),
      visitorId: event?.visitor_id ?? (text('tealium_visitor_id') || null),
    },
    event: {
      id: event?.id ?? null,
      name: event?.name ?? (text('tealium_event') || null),
      receivedAt: (event?.received_at ?? now).toISOString(),
      payload,
    },
    visitor,
    steps: {},
  }
}
