import { z } from 'zod'
import { enrichment, type Change } from './enrichment.ts'
import { id } from './id.ts'
import { time } from './page.ts'

export const attributeTypes = [
  'number', 'string', 'boolean', 'date', 'number_array', 'string_array', 'boolean_array',
  'set', 'tally', 'badge', 'funnel', 'timeline', 'visitor_id',
] as const // prettier-ignore
export type AttributeType = (typeof attributeTypes)[number]

type ChangeKind = Change['kind']

const list: readonly ChangeKind[] = ['set', 'clear', 'add', 'remove', 'without']
const scalar: readonly ChangeKind[] = ['set', 'clear', 'capture']

/** The changes that each type of attribute takes. */
export const changesOf: Readonly<Record<AttributeType, readonly ChangeKind[]>> = {
  number: [...scalar, 'increment', 'decrement', 'calculate', 'count', 'aggregate', 'time_between', 'change_in', 'lookup'], // prettier-ignore
  string: [
    ...scalar,
    'join',
    'lower_case',
    'upper_case',
    'favorite',
    'split',
    'lookup',
    'write_date',
  ],
  boolean: scalar,
  date: [...scalar, 'read_date'],
  number_array: list,
  string_array: [...list, 'lower_case', 'upper_case'],
  boolean_array: list,
  set: [...list, 'lower_case', 'upper_case', 'top_keys', 'keys_above'],
  tally: ['set', 'clear', 'increment_key', 'add_tally', 'pair', 'tally_entries', 'remove_key'],
  badge: ['assign', 'clear'],
  funnel: ['record_step', 'clear'],
  timeline: ['record', 'clear'],
  visitor_id: ['set'],
}

/** Where an attribute is kept: for good on the visitor, or as long as the visit goes on. */
export const attributeScopes = ['visitor', 'visit'] as const

const fields = z.object({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,99}$/, 'must be lower-case letters, digits and underscores')
    .describe('What conditions and templates call it, such as lifetime_value. It never changes'),
  title: z
    .string()
    .trim()
    .max(100)
    .default('')
    .describe('What people call it; its name when empty'),
  description: z.string().max(2000).default('').describe('What it says of a visitor'),
  scope: z.enum(attributeScopes).describe('Kept for good, or as long as the visit goes on'),
  type: z.enum(attributeTypes).describe('What it holds. It never changes'),
  steps: z
    .array(z.string().min(1).max(100))
    .max(20)
    .optional()
    .describe('Of a funnel: its steps, in order'),
  keep_days: z.number().int().min(1).max(3650).optional().describe('Of a timeline: the next event of the visitor drops older entries'), // prettier-ignore
  enrichments: z.array(enrichment).max(50).default([]).describe('Applied in this order'),
})

export const newAttribute = fields.extend({ stream_id: id('stream') })
export type NewAttribute = z.infer<typeof newAttribute>

/** Absent members stay as they are. Name, scope and type always do: values are kept under them. */
export const attributePatch = z.object({
  title: fields.shape.title
    .unwrap()
    .optional()
    .describe('What people call it; its name when empty'),
  description: fields.shape.description.unwrap().optional().describe('What it says of a visitor'),
  steps: fields.shape.steps,
  keep_days: fields.shape.keep_days
    .nullable()
    .describe(
      'Of a timeline: the next event of the visitor drops older entries; null keeps them all',
    ),
  enrichments: fields.shape.enrichments
    .unwrap()
    .optional()
    .describe('Applied in this order; takes the place of all before'),
})
export type AttributePatch = z.infer<typeof attributePatch>

export const attribute = newAttribute.extend({
  id: id('attribute'),
  preloaded: z.boolean().describe('Comes with every stream, and cannot be changed or deleted'),
  created_at: time,
  updated_at: time,
})
export type Attribute = z.infer<typeof attribute>
