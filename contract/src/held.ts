import { z } from 'zod'
import { id, idPrefixes } from './id.ts'
import { pageQuery, time } from './page.ts'
import { problem } from './problem.ts'
import { event } from './stream.ts'

export const heldKinds = ['event', 'stitch'] as const
export type HeldKind = (typeof heldKinds)[number]

/** The id of what is held: an event keeps its own. */
export const heldId = z
  .string()
  .regex(
    new RegExp(`^(${idPrefixes.event}|${idPrefixes.stitch})_[0-9a-f]{32}$`),
    'must be the id of an event or of a stitch: it begins with "evt_" or "sti_"',
  )
  .meta({
    description: 'Id of the event that is held, or of the stitch',
    examples: ['evt_01a213404d367891a8d1a6bdd7330387'],
  })

/** What could not be done to a visitor yet: all others went on, and it is tried again. */
export const held = z.object({
  id: heldId,
  kind: z
    .enum(heldKinds)
    .describe('event: it is not applied yet. stitch: two visitors that share an id are still two'),
  stream_id: id('stream'),
  visitor_id: z.string().nullable().describe('Null for an event that is about no visitor'),
  other_id: z
    .string()
    .nullable()
    .describe('The id that leads to the other visitor of a stitch; null for an event'),
  event: event
    .nullable()
    .describe('What is held, or what gave the visitor the other id; null when that is no longer kept'), // prettier-ignore
  problem: problem.describe('Why the last try failed'),
  tries: z.number().int().min(1).describe('How often it was tried, the first time included'),
  held_at: time.describe('When it was tried first'),
  next_try_at: time,
})
export type Held = z.infer<typeof held>

/** Which of what is held to list. */
export const heldFilter = pageQuery.extend({
  kind: z.enum(heldKinds).optional().describe('event: not applied yet. stitch: failed'),
  stream_id: id('stream').optional(),
  visitor_id: z.string().min(1).max(2048).optional().describe('`tealium_visitor_id`'),
})
