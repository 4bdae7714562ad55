import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'
import { profileCondition } from './profile-condition.ts'

const fields = z.object({
  name: z.string().trim().min(1).max(127).describe('What people call the audience'),
  description: z.string().max(2000).default('').describe('Who is in it, and what for'),
  condition: profileCondition,
})

export const newAudience = fields.extend({ stream_id: id('stream') })
export type NewAudience = z.infer<typeof newAudience>

/** Absent members stay as they are. */
export const audiencePatch = z.object({
  name: fields.shape.name.optional(),
  description: fields.shape.description.unwrap().optional().describe('Who is in it, and what for'),
  condition: profileCondition.optional(),
})
export type AudiencePatch = z.infer<typeof audiencePatch>

/** How far visitors are put into an audience that is new or has changed. */
export const filling = z.object({
  done: z.number().int().describe('Visitors that were looked at'),
  total: z.number().int().nullable().describe('Visitors of the stream when it began; null: not counted yet'),
  total_is_estimate: z.boolean().describe('There are too many to count: the database estimates them'),
}) // prettier-ignore
export type Filling = z.infer<typeof filling>

/** A named condition on visitors. Visitors join it when the condition becomes true, and leave it when it becomes false. */
export const audience = newAudience.extend({
  id: id('audience'),
  size: z.number().int().describe('Visitors in it now'),
  filling: filling
    .nullable()
    .describe('While visitors are put into it anew, which starts nothing; null when all are'),
  created_at: time,
  updated_at: time,
})
export type Audience = z.infer<typeof audience>
