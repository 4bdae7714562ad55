export interface Period {
  /** Midnight UTC. */
  readonly startsAt: Date
  readonly endsAt: Date
}

/** The day or month, in UTC, that a moment is in. */
export function periodOf(length: 'day' | 'month', at: Date): Period {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  return length === 'day'
    ? { startsAt: utc(year, month, day), endsAt: utc(year, month, day + 1) }
    : { startsAt: utc(year, month, 1), endsAt: utc(year, month + 1, 1) }
}

const utc = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day))

/** A period as the database names it. */
export const startsOn = ({ startsAt }: Period): string => startsAt.toISOString().slice(0, 10)
