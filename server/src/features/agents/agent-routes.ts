import { routes } from '@outcrop/contract'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { listAgents } from './agent-store.ts'
import { agentRow, changeAgent, connectAgent, inspectNew, removeAgent, testAgent, type AgentEditing } from './edit.ts' // prettier-ignore
import { agentOf } from './shapes.ts'

export function agentRoutes(app: App, editing: AgentEditing): void {
  mount(app, routes.listAgents, async ({ query, caller }) => {
    const { limit, cursor } = query
    const rows = await listAgents(editing.db, caller.organizationId, { limit: limit + 1, cursor })
    return pageOf(limit, rows, agentOf)
  })
  mount(app, routes.connectAgent, async ({ body, caller }) =>
    agentOf(await connectAgent(editing, caller.organizationId, body)),
  )
  mount(app, routes.testNewAgent, ({ body, caller }) =>
    inspectNew(editing, caller.organizationId, body),
  )
  mount(app, routes.getAgent, async ({ params, caller }) =>
    agentOf(await agentRow(editing, caller.organizationId, params.id)),
  )
  mount(app, routes.updateAgent, async ({ params, body, caller }) =>
    agentOf(await changeAgent(editing, caller.organizationId, params.id, body)),
  )
  mount(app, routes.deleteAgent, async ({ params, caller }) => {
    await removeAgent(editing, caller.organizationId, params.id)
    return null
  })
  mount(app, routes.testAgent, ({ params, caller }) =>
    testAgent(editing, caller.organizationId, params.id),
  )
}
