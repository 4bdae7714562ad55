import { z } from 'zod'
import { comparison, operators, treeOf, type Tree } from './condition.ts'

/** Where a value is kept: on the visitor, on the visit that is going on, or in the event. */
export const valueScopes = ['visitor', 'visit', 'event'] as const
export type ValueScope = (typeof valueScopes)[number]

/** What can be asked of a visitor beyond what can be asked of an event. */
export const profileOperators = [
  ...operators,
  'is_true', 'is_false', 'occurred_less_than', 'occurred_more_than', 'has_changed',
  'step_completed', 'step_not_completed', 'is_completed', 'is_not_completed',
] as const // prettier-ignore
export type ProfileOperator = (typeof profileOperators)[number]

/** Lengths of time. A month is 30 days here, so that the same date always gives the same answer. */
export const timeUnits = ['minutes', 'hours', 'days', 'weeks', 'months'] as const
export type TimeUnit = (typeof timeUnits)[number]

/** One comparison of an attribute of the visitor, of the visit or of the event. */
export const profileComparison = comparison.extend({
  scope: z
    .enum(valueScopes)
    .default('visitor')
    .describe('Where the attribute is kept, or the event'),
  key: z
    .string()
    .max(250)
    .optional()
    .describe('Compare the number that a tally has for this key, instead of the tally'),
  operator: z
    .enum(profileOperators)
    .describe('`occurred_less_than` and `occurred_more_than`: `value` is how many `unit`s ago, a date. `has_changed`: by this event. `step_…`: `value` is the step of a funnel'), // prettier-ignore
  unit: z
    .enum(timeUnits)
    .optional()
    .describe('With `occurred_…`: what `value` counts. A month is 30 days'),
})
export type ProfileComparison = z.infer<typeof profileComparison>

export type ProfileCondition = Tree<ProfileComparison>

/** A condition on a visitor: what decides on an audience, and on whether an enrichment applies. */
export const profileCondition: z.ZodType<ProfileCondition> = treeOf(
  profileComparison,
  'ProfileCondition',
)
