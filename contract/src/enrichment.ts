import { z } from 'zod'
import { profileCondition, timeUnits, valueScopes } from './profile-condition.ts'

const name = z.string().min(1).max(250)

/** Where a value comes from: an attribute, a fixed value, or the time of the event. */
export const source = z.union([
  z.strictObject({
    scope: z.enum(valueScopes),
    attribute: name,
    key: name.optional().describe('Of a tally: the number that it has for this key'),
  }),
  z.strictObject({ value: z.union([z.string().max(1000), z.number(), z.boolean()]) }),
  z.strictObject({ time: z.literal('event') }).describe('When the event was received'),
])
export type Source = z.infer<typeof source>

const sources = z.array(source).min(1).max(20)

/** What is kept with a step or an entry. */
export const capture = z.union([
  name.describe('An attribute of the event'),
  z.strictObject({ scope: z.enum(['visitor', 'visit']), attribute: name }),
])
export type Capture = z.infer<typeof capture>

const captures = z.array(capture).max(50).describe('Attributes to keep with it, by their names: of the event, the visitor or the visit') // prettier-ignore

const within = z
  .strictObject({ value: z.number().positive().max(100_000), unit: z.enum(timeUnits) })
  .optional()
  .describe('Of a timeline: only its entries that are not older than that')
export type Within = z.infer<typeof within>

/** How a date is written in a text. */
export const dateFormats = ['iso_8601', 'epoch_s', 'epoch_ms', 'pattern'] as const
const written = {
  format: z.enum(dateFormats),
  pattern: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('With the format `pattern`: such as dd/MM/yyyy HH:mm. Times are in UTC unless it has an offset (XXX)'), // prettier-ignore
}

/** One change of one attribute. Which types of attribute take which change: `changesOf`. */
export const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set'), to: source }),
  z.strictObject({ kind: z.literal('clear') }),
  z.strictObject({ kind: z.literal('capture'), from: source, keep: z.enum(['first', 'last', 'minimum', 'maximum']) }), // prettier-ignore
  z.strictObject({ kind: z.literal('increment'), by: source }),
  z.strictObject({ kind: z.literal('decrement'), by: source }),
  z.strictObject({ kind: z.literal('calculate'), operation: z.enum(['sum', 'difference', 'product', 'ratio']), of: sources }).describe('From left to right'), // prettier-ignore
  z.strictObject({ kind: z.literal('count'), of: source, within }).describe('Items of a list or set, keys of a tally, entries of a timeline'), // prettier-ignore
  z.strictObject({ kind: z.literal('aggregate'), of: source, as: z.enum(['sum', 'average', 'minimum', 'maximum']), attribute: name.optional().describe('Of a timeline: the captured attribute'), within }), // prettier-ignore
  z.strictObject({ kind: z.literal('time_between'), from: source, to: source, unit: z.enum(timeUnits) }), // prettier-ignore
  z.strictObject({ kind: z.literal('change_in'), of: source, unit: z.enum(timeUnits).optional().describe('Of a date; milliseconds when left out') }).describe('How much a number grew by this event, or a date did'), // prettier-ignore
  z.strictObject({ kind: z.literal('join'), of: sources, with: z.string().max(100) }),
  z.strictObject({ kind: z.literal('lower_case') }),
  z.strictObject({ kind: z.literal('upper_case') }),
  z.strictObject({ kind: z.literal('favorite'), of: source }).describe('The key of a tally with the highest number; of equal ones the first in the alphabet'), // prettier-ignore
  z.strictObject({ kind: z.literal('split'), shares: z.array(z.strictObject({ value: z.string().min(1).max(200), weight: z.number().positive() })).min(2).max(20) }).describe('A random share, always the same one for one visitor'), // prettier-ignore
  z.strictObject({ kind: z.literal('lookup'), of: source, table: z.record(z.string(), z.union([z.string().max(1000), z.number()])), otherwise: z.union([z.string().max(1000), z.number()]).optional() }), // prettier-ignore
  z.strictObject({ kind: z.literal('read_date'), of: source, ...written }),
  z.strictObject({ kind: z.literal('write_date'), of: source, ...written }),
  z.strictObject({ kind: z.literal('add'), value: source }).describe('Of a list or set every item'), // prettier-ignore
  z.strictObject({ kind: z.literal('remove'), value: source, which: z.enum(['first', 'last', 'all']).default('all') }), // prettier-ignore
  z.strictObject({ kind: z.literal('without'), of: source, items: source }).describe('The items of one list or set that another does not have'), // prettier-ignore
  z.strictObject({ kind: z.literal('top_keys'), of: source, count: z.number().int().min(1).max(1000) }), // prettier-ignore
  z.strictObject({ kind: z.literal('keys_above'), of: source, above: z.number() }),
  z.strictObject({ kind: z.literal('increment_key'), key: source.describe('Of a list every item'), by: source }), // prettier-ignore
  z.strictObject({ kind: z.literal('add_tally'), of: source }),
  z.strictObject({ kind: z.literal('pair'), keys: source, values: source }).describe('A tally from a list of keys and a list of numbers'), // prettier-ignore
  z
    .strictObject({
      kind: z.literal('tally_entries'),
      of: source,
      keys: name.describe('The captured attribute with the key, the list of keys or the tally'),
      numbers: name.optional().describe('The captured attribute with the number of the key, or a number for each; 1 when left out. Not with a tally'), // prettier-ignore
      as: z.enum(['sum', 'average']),
      within,
    })
    .describe('A tally of what the entries of a timeline captured'),
  z.strictObject({ kind: z.literal('remove_key'), key: source }),
  z.strictObject({ kind: z.literal('assign') }),
  z.strictObject({ kind: z.literal('record_step'), step: name, capture: captures.default([]) }), // prettier-ignore
  z.strictObject({ kind: z.literal('record'), capture: captures.min(1) }), // prettier-ignore
])
export type Change = z.infer<typeof change>

export const moments = ['any_event', 'new_visit', 'new_visitor', 'visit_ended'] as const
export type Moment = (typeof moments)[number]

/** A rule that changes an attribute: at a moment, if a condition holds. */
export const enrichment = z.object({
  when: z.enum(moments).default('any_event'),
  condition: profileCondition.default({ all: [] }),
  change,
})
export type Enrichment = z.infer<typeof enrichment>
