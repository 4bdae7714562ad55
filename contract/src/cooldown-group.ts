import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'

export const newCooldownGroup = z.object({
  name: z.string().trim().min(1).max(100).describe('What people call the group'),
  period_hours: z
    .number()
    .int()
    .min(1)
    .max(8760)
    .describe('So long after a start no other automation of the group starts for the same visitor'),
})
export type NewCooldownGroup = z.infer<typeof newCooldownGroup>

/** Absent members stay as they are. */
export const cooldownGroupPatch = newCooldownGroup.partial()
export type CooldownGroupPatch = z.infer<typeof cooldownGroupPatch>

/** Automations that give way to each other: for one visitor one of them starts, and then none for a while. */
export const cooldownGroup = newCooldownGroup.extend({
  id: id('cooldownGroup'),
  created_at: time,
  updated_at: time,
})
export type CooldownGroup = z.infer<typeof cooldownGroup>
