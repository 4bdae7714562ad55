import { z } from 'zod'
import { cooldownGroup, cooldownGroupPatch, newCooldownGroup } from '../cooldown-group.ts'
import { id } from '../id.ts'
import { page, pageQuery } from '../page.ts'
import { defineRoute } from '../route.ts'

const groupId = z.object({ id: id('cooldownGroup') })

export const cooldownGroupRoutes = {
  listCooldownGroups: defineRoute({
    method: 'GET',
    path: '/api/v1/cooldown-groups',
    scope: 'read',
    summary: 'List cooldown groups of automations',
    query: pageQuery,
    response: page(cooldownGroup),
  }),
  createCooldownGroup: defineRoute({
    method: 'POST',
    path: '/api/v1/cooldown-groups',
    scope: 'write',
    summary: 'Create a cooldown group',
    body: newCooldownGroup,
    response: cooldownGroup,
  }),
  getCooldownGroup: defineRoute({
    method: 'GET',
    path: '/api/v1/cooldown-groups/:id',
    scope: 'read',
    summary: 'Get a cooldown group',
    params: groupId,
    response: cooldownGroup,
  }),
  updateCooldownGroup: defineRoute({
    method: 'PATCH',
    path: '/api/v1/cooldown-groups/:id',
    scope: 'write',
    summary: 'Change a cooldown group: starts so far count under its new period',
    params: groupId,
    body: cooldownGroupPatch,
    response: cooldownGroup,
  }),
  deleteCooldownGroup: defineRoute({
    method: 'DELETE',
    path: '/api/v1/cooldown-groups/:id',
    scope: 'write',
    summary: 'Delete a cooldown group that no automation is in',
    params: groupId,
    response: z.null(),
  }),
}
