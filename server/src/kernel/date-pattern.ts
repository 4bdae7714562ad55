/** Reads and writes dates the way one pattern has them. Times are milliseconds since 1970. */
export interface DatePattern {
  /** What it names more than once, such as the month; it reads nothing then. */
  readonly repeated: string | undefined
  /** Undefined when the text is not written that way, is far too long, or names a day that does not exist. */
  readonly read: (text: string) => number | undefined
  readonly write: (time: number) => string
}

type Field = 'year' | 'month' | 'day' | 'hour' | 'half_hour' | 'half' | 'minute' | 'second' | 'millisecond' | 'offset' // prettier-ignore

interface Part {
  /** What it looks like, as a regular expression without groups. */
  readonly shape: string
  readonly write: (date: Date) => string
  /** What it says when it is read; null: it is there to be looked at. */
  readonly field: Field | null
  readonly read: (text: string) => number
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const // prettier-ignore
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const // prettier-ignore
const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3))
const padded = (number: number, digits: number): string => String(number).padStart(digits, '0')

const number = (field: Field, digits: number, of: (date: Date) => number, shape = `\\d{${digits}}`): Part => ({ shape, field, read: Number, write: (date) => padded(of(date), digits) }) // prettier-ignore
const loose = (field: Field, of: (date: Date) => number): Part => number(field, 1, of, '\\d{1,2}')

const named = (field: Field | null, names: readonly string[], of: (date: Date) => number): Part => ({
  shape: names.join('|'),
  field,
  read: (text) => names.findIndex((name) => name.toLowerCase() === text.toLowerCase()),
  write: (date) => names[of(date)] ?? '',
}) // prettier-ignore

const offset = (utc: string): Part => ({
  shape: 'Z|[+-]\\d{2}(?::?\\d{2})?',
  field: 'offset',
  read: (text) => {
    const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes))
  },
  write: () => utc,
})

const fixed = (text: string): Part => ({
  shape: text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`),
  field: null,
  read: () => 0,
  write: () => text,
})

const year = (date: Date) => date.getUTCFullYear()
const month = (date: Date) => date.getUTCMonth()
const monthNumber = (date: Date) => month(date) + 1
const hour = (date: Date) => date.getUTCHours()
const halfHour = (date: Date) => hour(date) % 12 || 12
const weekday = (date: Date) => date.getUTCDay()

/** Months are read as numbers from 0, as those that are named are. */
const fromZero = (part: Part): Part => ({ ...part, read: (text) => Number(text) - 1 })

const parts: Readonly<Record<string, Part>> = {
  yyyy: number('year', 4, year),
  // Without a century, up to 69 are of this one.
  yy: { ...number('year', 2, (date) => year(date) % 100), read: (text) => Number(text) + (Number(text) < 70 ? 2000 : 1900) }, // prettier-ignore
  MMMM: named('month', months, month),
  MMM: named('month', short(months), month),
  MM: fromZero(number('month', 2, monthNumber)),
  M: fromZero(loose('month', monthNumber)),
  dd: number('day', 2, (date) => date.getUTCDate()),
  d: loose('day', (date) => date.getUTCDate()),
  HH: number('hour', 2, hour),
  H: loose('hour', hour),
  hh: number('half_hour', 2, halfHour),
  h: loose('half_hour', halfHour),
  a: named('half', ['AM', 'PM'], (date) => (hour(date) < 12 ? 0 : 1)),
  mm: number('minute', 2, (date) => date.getUTCMinutes()),
  m: loose('minute', (date) => date.getUTCMinutes()),
  ss: number('second', 2, (date) => date.getUTCSeconds()),
  s: loose('second', (date) => date.getUTCSeconds()),
  SSS: number('millisecond', 3, (date) => date.getUTCMilliseconds()),
  EEEE: named(null, weekdays, weekday),
  EEE: named(null, short(weekdays), weekday),
  XXX: offset('Z'),
  Z: offset('+0000'),
}

/** No date is longer; what is, is not looked at. */
const maxText = 200

/** What a pattern may be made of, as a refusal lists it. */
const vocabulary = Object.keys(parts).join(' ')

/** Compiles a pattern such as dd/MM/yyyy HH:mm; letters in quotes stand for themselves. Throws an error that says what is wrong with it. */
export function datePattern(pattern: string): DatePattern {
  const made = [...pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^]/gu)].map(
    ([token, quoted, letter]) => partOf(token, quoted, letter),
  )
  const shape = new RegExp(`^${made.map((part) => `(${part.shape})`).join('')}$`, 'iu')
  const repeated = repeatedIn(made)
  return {
    repeated,
    read: (text) => {
      // Digits can be shared out among many loose fields in endless ways; among one of each in few.
      if (repeated !== undefined || text.length > maxText) return undefined
      const [, ...found] = shape.exec(text.trim()) ?? []
      return found.length === 0 ? undefined : timeOf(made, found)
    },
    write: (time) => made.map((part) => part.write(new Date(time))).join(''),
  }
}

function repeatedIn(made: readonly Part[]): string | undefined {
  const fields = made.flatMap(({ field }) => field ?? [])
  return fields.find((field, index) => fields.indexOf(field) !== index)?.replace('_', ' ')
}

function partOf(token: string, quoted: string | undefined, letter: string | undefined): Part {
  if (quoted !== undefined) return fixed(quoted === '' ? "'" : quoted.replaceAll("''", "'"))
  if (token === "'") throw new Error('A quote is opened and not closed')
  if (letter === undefined) return fixed(token)
  const part = Object.hasOwn(parts, token) ? parts[token] : undefined
  if (part) return part
  throw new Error(`"${token}" means nothing in it. It is made of: ${vocabulary}, and letters in single quotes`) // prettier-ignore
}

/** What can only be read when a day is named. */
export function readsDay(pattern: string): boolean {
  const letters = pattern.replaceAll(/'(?:[^']|'')*'/g, '')
  return ['y', 'M', 'd'].every((letter) => letters.includes(letter))
}

function timeOf(made: readonly Part[], found: readonly string[]): number | undefined {
  const read: Partial<Record<Field, number>> = {}
  made.forEach(({ field, read: valueOf }, index) => {
    if (field) read[field] = valueOf(found[index] ?? '')
  })
  const { year = 1970, month = 0, day = 1, minute = 0, second = 0, millisecond = 0 } = read
  const hours = read.hour ?? hourOf(read.half_hour, read.half)
  const time = Date.UTC(year, month, day, hours, minute, second, millisecond)
  const date = new Date(time)
  // The 31st of June would become the 1st of July, and 25 o'clock the next day.
  const isReal =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hours &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second
  return isReal ? time - (read.offset ?? 0) * 60_000 : undefined
}

const hourOf = (halfHour = 0, half = 0): number => (halfHour % 12) + half * 12
