import { isAllowed, routes, type Definition, type Finding } from '@outcrop/contract'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { refuseFaulty } from '../../kernel/refuse-faulty.ts'
import { allMetrics, automationMetrics } from '../usage/usage.ts'
import { preflight } from './preflight.ts'
import { automationOf } from './shapes.ts'
import { deleteAutomation, listAutomations, setPaused, updateDraft } from './store.ts'
import { stepRoutes, type AutomationRouteOptions } from './step-routes.ts'

export function automationRoutes(app: App, options: AutomationRouteOptions): void {
  const { db, automations, actions, now } = options
  mount(app, routes.listActions, () =>
    Promise.resolve({
      items: [...actions.values()].map(({ type, title, description, inputSchema }) => ({
        type,
        title,
        description,
        input: inputSchema,
      })),
    }),
  )
  mount(app, routes.listAutomations, async ({ query, caller }) => {
    const page = { ...query, limit: query.limit + 1, streamId: query.stream_id }
    return pageOf(query.limit, await listAutomations(db, caller.organizationId, page), automationOf)
  })
  mount(app, routes.createAutomation, ({ body, caller }) =>
    automations.create(caller.organizationId, body),
  )
  mount(app, routes.getAutomation, ({ params, caller }) =>
    automations.get(caller.organizationId, params.id),
  )
  mount(app, routes.getAutomationMetrics, async ({ params, query, caller }) => {
    await automations.get(caller.organizationId, params.id)
    return automationMetrics(db, caller.organizationId, params.id, query, now())
  })
  mount(app, routes.listAutomationMetrics, ({ query, caller }) =>
    allMetrics(db, caller.organizationId, query.hours, now()),
  )
  mount(app, routes.checkAutomation, async ({ body, caller }) => {
    const findings = await automations.check(caller.organizationId, body)
    if (findings.length > 0) return { findings, notes: [] }
    const notes = await automations.notes(caller.organizationId, body)
    if (!isAllowed(caller.role, 'write')) return { findings, notes: [...notes, notLookedAt] }
    const ahead = await lookAhead(options, caller.organizationId, body)
    return { findings: ahead.findings, notes: [...notes, ...ahead.notes] }
  })
  mount(app, routes.updateAutomation, async ({ params, body, caller }) => {
    await automations.get(caller.organizationId, params.id)
    await updateDraft(db, caller.organizationId, params.id, body, now())
    return automations.get(caller.organizationId, params.id)
  })
  mount(app, routes.deleteAutomation, async ({ params, caller }) => {
    await automations.get(caller.organizationId, params.id)
    await deleteAutomation(db, caller.organizationId, params.id, now())
    return null
  })
  mountLifecycle(app, options)
  stepRoutes(app, options)
}

/** Whoever may only read causes no calls of AWS that he chooses himself. */
const notLookedAt: Finding = {
  path: 'steps',
  message: 'What they call was not looked at in AWS: that takes the role builder, admin or owner.',
}

async function lookAhead(
  { actions, actionContext }: AutomationRouteOptions,
  organizationId: string,
  definition: Definition,
): Promise<{ findings: Finding[]; notes: Finding[] }> {
  const context = actionContext(organizationId, {})
  const { findings, notes } = await preflight(definition, actions, context)
  return { findings: [...findings], notes: [...notes] }
}

function mountLifecycle(app: App, options: AutomationRouteOptions): void {
  const { db, automations, now } = options
  mount(app, routes.publishAutomation, async ({ params, caller: { organizationId } }) => {
    const { draft } = await automations.get(organizationId, params.id)
    refuseFaulty(await automations.check(organizationId, draft))
    refuseFaulty((await lookAhead(options, organizationId, draft)).findings)
    return automations.publish(organizationId, params.id)
  })
  const pausing = async (organizationId: string, id: string, paused: boolean) => {
    const { published } = await automations.get(organizationId, id)
    if (!published)
      throw new Problem('state-conflict', 'The automation is a draft. Publish it first.')
    await setPaused(db, organizationId, id, paused, now())
    return automations.get(organizationId, id)
  }
  mount(app, routes.pauseAutomation, ({ params, caller }) =>
    pausing(caller.organizationId, params.id, true),
  )
  mount(app, routes.resumeAutomation, ({ params, caller }) =>
    pausing(caller.organizationId, params.id, false),
  )
}
