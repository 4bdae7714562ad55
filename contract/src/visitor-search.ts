import { z } from 'zod'
import { id } from './id.ts'
import { page, pageQuery } from './page.ts'
import { profileCondition } from './profile-condition.ts'
import { visitor } from './visitor.ts'

const condition = profileCondition.describe('As that of an audience: it cannot ask about events')

/** Which visitors are looked for. */
export const visitorSearch = z.object({
  stream_id: id('stream'),
  condition,
  id_prefix: z.string().max(2048).optional().describe('Only ids that begin with this'),
  audience_id: id('audience').optional().describe('Only those in this audience'),
  limit: pageQuery.shape.limit,
  cursor: z.string().max(2048).optional().describe('The `next` of the request before'),
})
export type VisitorSearch = z.infer<typeof visitorSearch>

/**
 * Visitors that meet a condition. A request looks at so many visitors at most, so there may be more of
 * them although it found few or none: `next` goes on behind the last one that it looked at.
 */
export const visitorMatches = page(visitor).extend({
  looked: z.number().int().describe('Visitors that this request looked at'),
})

export const audienceSketch = z.object({ stream_id: id('stream'), condition })

/** How many visitors would be in an audience. */
export const audienceEstimate = z.object({
  size: z.number().int().describe('Visitors that would be in it now'),
  is_estimate: z.boolean().describe('Reckoned from a sample, because there are too many to look at'),
  looked: z.number().int().describe('Visitors that were looked at'),
  total: z.number().int().describe('Visitors of the stream, as good as they are known'),
}) // prettier-ignore
export type AudienceEstimate = z.infer<typeof audienceEstimate>
