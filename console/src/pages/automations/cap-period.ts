/** The periods that are offered by name, in hours; null is for ever. */
export const capPeriods = {
  'an hour': 1,
  'a day': 24,
  'a week': 168,
  'a month': 720,
  ever: null,
} as const

export type CapPeriod = keyof typeof capPeriods | 'other'

export const capPeriodNames: readonly CapPeriod[] = [
  'an hour',
  'a day',
  'a week',
  'a month',
  'ever',
  'other',
]

/** What a period is called, of a cap that holds for so many hours, or for ever. */
export const capPeriodOf = (hours: number | undefined): CapPeriod =>
  capPeriodNames.find((name) => name !== 'other' && capPeriods[name] === (hours ?? null)) ?? 'other'

/** The hours of a period; other ones begin with half a day. */
export function hoursOfPeriod(period: CapPeriod): number | undefined {
  return period === 'other' ? 12 : (capPeriods[period] ?? undefined)
}
