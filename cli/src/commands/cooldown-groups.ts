import {
  routes,
  type CooldownGroup,
  type CooldownGroupPatch,
  type NewCooldownGroup,
} from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { grouped } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { addEditing } from './add-editing.ts'
import { membersOf } from './file-members.ts'

// The server checks them, and says where a mistake is.
const unchecked = z.custom<NewCooldownGroup>()
const uncheckedPatch = z.custom<CooldownGroupPatch>()

export function addCooldownGroups(program: Command, context: Context): void {
  const command = program
    .command('cooldown-groups')
    .summary('list cooldown groups; show, create, change or delete one')
    .description('Lists cooldown groups: automations that give way to each other.')
  onRun(command, context, async ({ client, terminal }) => {
    const groups = await firstItems(10_000, (page) => client.listCooldownGroups({ query: page }))
    terminal.out(groups.length === 0 ? 'No cooldown groups.' : table(headings, groups.map(rowOf)))
    terminal.jsonLine({ ok: true, cooldown_groups: groups })
    return 0
  })
  addEditing(command, context, {
    noun: 'cooldown group',
    example: '{ "name": "Offers", "period_hours": 24 }',
    everywhere: true,
    members: membersOf(
      routes.getCooldownGroup,
      routes.createCooldownGroup,
      routes.updateCooldownGroup,
    ),
    list: (client) => (page) => client.listCooldownGroups({ query: page }),
    get: (client, id) => client.getCooldownGroup({ params: { id } }),
    create: (client, given) => client.createCooldownGroup({ body: unchecked.parse(given) }),
    update: (client, id, patch) => client.updateCooldownGroup({ params: { id }, body: uncheckedPatch.parse(patch) }), // prettier-ignore
    remove: (client, id) => client.deleteCooldownGroup({ params: { id } }),
  })
}

const headings = ['COOLDOWN GROUP', 'NAME', 'HOURS']

const rowOf = ({ id, name, period_hours }: CooldownGroup) => [id, name, grouped(period_hours)]
