import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'

/** What a value in an event may be asked to be. `any` asks only that it is there. */
export const eventTypes = [
  'any', 'string', 'number', 'boolean', 'date', 'string_array', 'number_array', 'boolean_array',
] as const // prettier-ignore
export type EventType = (typeof eventTypes)[number]

export const specifiedAttribute = z.object({
  name: z.string().min(1).max(250).describe('The key in the event'),
  type: z
    .enum(eventTypes)
    .default('any')
    .describe('Numbers, booleans and dates may be written as text, as in a pixel'),
  required: z.boolean().default(true).describe('Whether an event without it is invalid'),
  description: z.string().max(500).default('').describe('What it says'),
})
export type SpecifiedAttribute = z.infer<typeof specifiedAttribute>

const fields = z.object({
  description: z.string().max(2000).default('').describe('What the events are about'),
  attributes: z.array(specifiedAttribute).max(500).default([]).describe('What they should hold'),
  allow_others: z
    .boolean()
    .default(false)
    .describe('Whether events may have attributes that are not listed, without a warning'),
})

export const newSpecification = fields.extend({
  stream_id: id('stream'),
  name: z.string().min(1).max(250).describe('The `tealium_event` of the events that it is about. It never changes'), // prettier-ignore
})
export type NewSpecification = z.infer<typeof newSpecification>

/** Absent members stay as they are. */
export const specificationPatch = z.object({
  description: fields.shape.description.unwrap().optional().describe('What the events are about'),
  attributes: fields.shape.attributes
    .unwrap()
    .optional()
    .describe('What they should hold; takes the place of all before'),
  allow_others: fields.shape.allow_others
    .unwrap()
    .optional()
    .describe('Whether events may have attributes that are not listed, without a warning'),
})
export type SpecificationPatch = z.infer<typeof specificationPatch>

/**
 * How an event keeps to its specification. `invalid`: a required attribute is missing or of another
 * type. `warn`: an optional one is of another type, or an attribute is not listed.
 */
export const verdicts = ['valid', 'warn', 'invalid'] as const
export type Verdict = (typeof verdicts)[number]

/** `none`: the stream has no specification of the event's name. */
export const verdictsOrNone = [...verdicts, 'none'] as const
export type VerdictOrNone = (typeof verdictsOrNone)[number]

const counts = z.object({ valid: z.number().int().describe('Events that keep to it'), warn: z.number().int().describe('Events with a warning'), invalid: z.number().int().describe('Events that do not keep to it') }) // prettier-ignore
export type VerdictCounts = z.infer<typeof counts>

/** What the events of one name should hold. Events are judged by it, and accepted whatever comes of that. */
export const specification = newSpecification.required().extend({
  id: id('specification'),
  events_24h: counts.describe('Events of the last 24 whole hours, by how they were judged'),
  events_7d: counts.describe('Events of the last seven days, by how they were judged'),
  events_30d: counts.describe('Events of the last thirty days, by how they were judged'),
  last_event_at: time.nullable().describe('Null when none has come yet'),
  created_at: time,
  updated_at: time,
})
export type Specification = z.infer<typeof specification>

/** Events of a specification over time, without gaps, oldest first. */
export const specificationVolume = z.object({
  step: z.enum(['hour', 'day']).describe('What one item covers'),
  items: z.array(counts.extend({ at: time })).describe('Oldest first'),
})
export type SpecificationVolume = z.infer<typeof specificationVolume>

/** What is wrong with one attribute of an event. */
export const specificationFinding = z.object({
  attribute: z.string().describe('The key in the event'),
  fault: z.enum(['missing', 'wrong_type', 'not_listed']).describe('What is wrong with it'),
  required: z.boolean().describe('Whether the fault makes the event invalid'),
  expected: z.enum(eventTypes).optional().describe('The type that the specification asks for'),
})
export type SpecificationFinding = z.infer<typeof specificationFinding>

/** What its specification says about an event, as the specification is now. */
export const judgement = z.object({
  id: id('specification'),
  verdict: z
    .enum(verdicts)
    .describe(
      '`warn`: an attribute that may be left out is of another type, or one is not listed. `invalid`: one that is required is missing or of another type',
    ),
  findings: z.array(specificationFinding).describe('100 at most'),
})
export type Judgement = z.infer<typeof judgement>
