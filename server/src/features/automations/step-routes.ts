import { routes, type Step } from '@outcrop/contract'
import type { ActionContext, AnyAction } from '../../actions/define-action.ts'
import type { Db } from '../../db/transaction.ts'
import { mount, type App } from '../../http/mount.ts'
import { Problem } from '../../kernel/problem.ts'
import type { DirectCalls } from '../calls/calls.ts'
import type { Automations } from './create-automations.ts'
import { previewStep } from './preview-step.ts'
import { sampleData } from './sample-data.ts'
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

/** Rendering and trying a step on an event or a visitor, before anything is published. */
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
