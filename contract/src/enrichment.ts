import { z } from 'zod'
import { profileCondition, timeUnits, valueScopes } from './profile-condition.ts'

const name = z.string().min(1).max(250)

/** Where a value comes from: an attribute, a fixed value, or the time of the event. */
export const source = z
  .union([
    z.object({
      scope: z.enum(valueScopes).describe('Where the attribute is kept, or the event'),
      attribute: name.describe('Its name'),
      key: name.optional().describe('Of a tally: the number that it has for this key'),
    }),
    z.object({
      value: z.union([z.string().max(1000), z.number(), z.boolean()]).describe('A fixed value'),
    }),
    z.object({ time: z.literal('event') }).describe('When the event was received'),
  ])
  .describe('Where a value comes from: an attribute, a fixed value, or the time of the event')
export type Source = z.infer<typeof source>

const sources = z.array(source).min(1).max(20).describe('The values, in order')

/** What is kept with a step or an entry. */
export const capture = z.union([
  name.describe('An attribute of the event'),
  z.object({
    scope: z.enum(['visitor', 'visit']).describe('Where the attribute is kept'),
    attribute: name.describe('Its name'),
  }),
])
export type Capture = z.infer<typeof capture>

const captures = z.array(capture).max(50).describe('Attributes to keep with it, by their names: of the event, the visitor or the visit') // prettier-ignore

const within = z
  .object({
    value: z.number().positive().max(100_000).describe('How many of the unit'),
    unit: z.enum(timeUnits).describe('A month is 30 days'),
  })
  .optional()
  .describe('Of a timeline: only its entries that are not older than that')
export type Within = z.infer<typeof within>

/** How a date is written in a text. */
export const dateFormats = ['iso_8601', 'epoch_s', 'epoch_ms', 'pattern'] as const
const written = {
  format: z.enum(dateFormats).describe('How the date is written'),
  pattern: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('With the format `pattern`: such as dd/MM/yyyy HH:mm. Times are in UTC unless it has an offset (XXX)'), // prettier-ignore
}

/** One change of one attribute. Which types of attribute take which change: `changesOf`. */
export const change = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('set'), to: source }),
    z.object({ kind: z.literal('clear') }),
    z.object({ kind: z.literal('capture'), from: source, keep: z.enum(['first', 'last', 'minimum', 'maximum']).describe('Which of the old and the new value stays') }), // prettier-ignore
    z.object({ kind: z.literal('increment'), by: source }),
    z.object({ kind: z.literal('decrement'), by: source }),
    z.object({ kind: z.literal('calculate'), operation: z.enum(['sum', 'difference', 'product', 'ratio']).describe('What is done with the values'), of: sources }).describe('From left to right'), // prettier-ignore
    z.object({ kind: z.literal('count'), of: source, within }).describe('Items of a list or set, keys of a tally, entries of a timeline'), // prettier-ignore
    z.object({ kind: z.literal('aggregate'), of: source, as: z.enum(['sum', 'average', 'minimum', 'maximum']).describe('What is worked out of them'), attribute: name.optional().describe('Of a timeline: the captured attribute'), within }), // prettier-ignore
    z.object({ kind: z.literal('time_between'), from: source, to: source, unit: z.enum(timeUnits).describe('What the time is counted in') }), // prettier-ignore
    z.object({ kind: z.literal('change_in'), of: source, unit: z.enum(timeUnits).optional().describe('Of a date; milliseconds when left out') }).describe('How much a number grew by this event, or a date did'), // prettier-ignore
    z.object({
      kind: z.literal('join'),
      of: sources,
      with: z.string().max(100).describe('What stands between the texts'),
    }),
    z.object({ kind: z.literal('lower_case') }),
    z.object({ kind: z.literal('upper_case') }),
    z.object({ kind: z.literal('favorite'), of: source }).describe('The key of a tally with the highest number; of equal ones the first in the alphabet'), // prettier-ignore
    z.object({ kind: z.literal('split'), shares: z.array(z.object({ value: z.string().min(1).max(200).describe('What the visitor is given'), weight: z.number().positive().describe('Its part of all weights together') })).min(2).max(20).describe('The values, and how often each is given') }).describe('A random share, always the same one for one visitor'), // prettier-ignore
    z.object({ kind: z.literal('lookup'), of: source, table: z.record(z.string(), z.union([z.string().max(1000), z.number()])).describe('Values by what is looked up'), otherwise: z.union([z.string().max(1000), z.number()]).optional().describe('For what the table does not have; the attribute stays as it is when left out') }), // prettier-ignore
    z.object({ kind: z.literal('read_date'), of: source, ...written }),
    z.object({ kind: z.literal('write_date'), of: source, ...written }),
    z.object({ kind: z.literal('add'), value: source }).describe('Of a list or set every item'), // prettier-ignore
    z.object({ kind: z.literal('remove'), value: source, which: z.enum(['first', 'last', 'all']).default('all').describe('Which of equal items') }), // prettier-ignore
    z.object({ kind: z.literal('without'), of: source, items: source }).describe('The items of one list or set that another does not have'), // prettier-ignore
    z.object({ kind: z.literal('top_keys'), of: source, count: z.number().int().min(1).max(1000).describe('How many keys, those with the highest numbers first') }), // prettier-ignore
    z.object({
      kind: z.literal('keys_above'),
      of: source,
      above: z.number().describe('Only keys with a higher number'),
    }),
    z.object({ kind: z.literal('increment_key'), key: source.describe('Of a list every item'), by: source }), // prettier-ignore
    z.object({ kind: z.literal('add_tally'), of: source }),
    z.object({ kind: z.literal('pair'), keys: source, values: source }).describe('A tally from a list of keys and a list of numbers'), // prettier-ignore
    z
      .object({
        kind: z.literal('tally_entries'),
        of: source,
        keys: name.describe('The captured attribute with the key, the list of keys or the tally'),
        numbers: name.optional().describe('The captured attribute with the number of the key, or a number for each; 1 when left out. Not with a tally'), // prettier-ignore
        as: z.enum(['sum', 'average']).describe('What is worked out for each key'),
        within,
      })
      .describe('A tally of what the entries of a timeline captured'),
    z.object({ kind: z.literal('remove_key'), key: source }),
    z.object({ kind: z.literal('assign') }),
    z.object({ kind: z.literal('record_step'), step: name.describe('The step of the funnel that the visitor has reached'), capture: captures.default([]) }), // prettier-ignore
    z.object({ kind: z.literal('record'), capture: captures.min(1) }), // prettier-ignore
  ])
  .describe('What is done to the attribute')
export type Change = z.infer<typeof change>

export const moments = ['any_event', 'new_visit', 'new_visitor', 'visit_ended'] as const
export type Moment = (typeof moments)[number]

/** A rule that changes an attribute: at a moment, if a condition holds. */
export const enrichment = z.object({
  when: z.enum(moments).default('any_event').describe('The moment at which it is applied'),
  condition: profileCondition.default({ all: [] }),
  change,
})
export type Enrichment = z.infer<typeof enrichment>
