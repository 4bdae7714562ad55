import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'
import { profileCondition } from './profile-condition.ts'

const fields = z.object({
  name: z.string().trim().min(1).max(127),
  description: z.string().max(2000).default(''),
  condition: profileCondition,
})

export const newAudience = fields.extend({ stream_id: id('stream') })
export type NewAudience = z.infer<typeof newAudience>

/** Absent members stay as they are. */
export const audiencePatch = z.object({
  name: fields.shape.name.optional(),
  description: fields.shape.description.unwrap().optional(),
  condition: profileCondition.optional(),
})
export type AudiencePatch = z.infer<typeof audiencePatch>

/** A named condition on visitors. Visitors join it when the condition becomes true, and leave it when it becomes false. */
export const audience = newAudience.extend({
  id: id('audience'),
  size: z.number().int().describe('Visitors in it now'),
  created_at: time,
  updated_at: time,
})
export type Audience = z.infer<typeof audience>
