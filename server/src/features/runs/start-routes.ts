import { routes, type Run } from '@outcrop/contract'
import type { Pool } from '../../db/pool.ts'
import { mount, type App } from '../../http/mount.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Automations } from '../automations/automations.ts'
import { findEvent } from '../events/events.ts'
import { currentProfile } from '../visitors/visitors.ts'
import { visitorsOfRuns, type RunRow } from './history-store.ts'
import { newRun, type NewRun } from './new-run.ts'
import { insertRuns } from './queue-store.ts'
import { runOrProblem } from './run-or-problem.ts'
import { runOf } from './shapes.ts'

export interface RunRouteOptions {
  readonly db: Pool
  readonly automations: Pick<Automations, 'definition' | 'published' | 'laneOf'>
  readonly now: () => Date
}

type Lineage = Pick<
  NewRun,
  'triggerType' | 'feedId' | 'audienceId' | 'depth' | 'causes' | 'replayOf'
>

const byHand: Lineage = {
  triggerType: 'manual',
  feedId: null,
  audienceId: null,
  depth: 0,
  causes: [],
  replayOf: null,
}

const lineageOf = (row: RunRow): Lineage => ({
  triggerType: 'replay',
  feedId: row.feed_id,
  audienceId: row.audience_id,
  depth: row.depth,
  causes: row.causes,
  replayOf: row.id,
})

/** Runs that people start: by hand on an event, or again. */
export function startRoutes(app: App, options: RunRouteOptions): void {
  const { db, automations } = options
  mount(app, routes.startRun, async ({ params, body, caller: { organizationId } }) => {
    const published = await automations.published(organizationId, params.id)
    if (!published) {
      throw new Problem(
        'state-conflict',
        'The automation has no published version. Publish it first.',
      )
    }
    const event = await findEvent(db, organizationId, body.event_id)
    if (!event) throw new Problem('not-found', `There is no event ${body.event_id}.`)
    return start(options, {
      organizationId,
      automationId: params.id,
      versionId: published.id,
      eventId: event.id,
      eventAt: event.received_at,
      streamId: event.stream_id,
      visitorId: event.visitor_id,
      visitor: event.visitor_id === null ? null : await currentProfile(db, organizationId, { streamId: event.stream_id, visitorId: event.visitor_id }), // prettier-ignore
      ...byHand,
    })
  })

  mount(app, routes.replayRun, async ({ params, body, caller: { organizationId } }) => {
    const row = await runOrProblem(db, organizationId, params.id)
    return start(options, {
      organizationId,
      automationId: row.automation_id,
      versionId: body.version === 'same' ? row.version_id : await latestVersion(automations, row),
      eventId: row.event_id,
      eventAt: row.event_at,
      streamId: row.stream_id,
      visitorId: row.visitor_id,
      visitor: (await visitorsOfRuns(db, [row.id])).get(row.id) ?? null,
      ...lineageOf(row),
    })
  })
}

async function latestVersion(
  automations: RunRouteOptions['automations'],
  row: RunRow,
): Promise<string> {
  const published = await automations.published(row.organization_id, row.automation_id)
  if (published) return published.id
  throw new Problem('state-conflict', 'The automation has no published version any more. Replay the same version instead.') // prettier-ignore
}

async function start(
  { db, automations, now }: RunRouteOptions,
  given: Omit<NewRun, 'id' | 'lane' | 'deadlineS'>,
): Promise<Run> {
  const definition = await automations.definition(given.versionId)
  const run = newRun({
    ...given,
    lane: automations.laneOf(given.organizationId, definition, 0),
    deadlineS: definition.deadline_s,
  })
  await insertRuns(db, [run], now())
  return runOf(await runOrProblem(db, given.organizationId, run.id))
}
