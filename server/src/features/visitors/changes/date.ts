import type { Change } from '@outcrop/contract'
import { datePattern } from '../../../kernel/date-pattern.ts'
import { dateOf, numberOf, textOf } from '../read-value.ts'
import { readOrRefuse } from './read-or-refuse.ts'
import type { Apply } from './shape.ts'

export type DateChange = Extract<Change, { kind: 'read_date' | 'write_date' }>

interface Format {
  readonly read: (raw: unknown) => number | undefined
  readonly write: (time: number) => string
}

/** Dates out of texts, and texts out of dates. */
export function dateChange(change: DateChange): Apply {
  const { read, write } = formatOf(change)
  if (change.kind === 'read_date') {
    const words = change.format === 'pattern' ? `date such as ${change.pattern ?? ''}` : 'date'
    const time = readOrRefuse(change.of, read, words)
    return (before, scene) => time(scene) ?? before
  }
  const time = readOrRefuse(change.of, dateOf, 'date')
  return (before, scene) => {
    const at = time(scene)
    return at === undefined ? before : write(at)
  }
}

function formatOf({ format, pattern }: DateChange): Format {
  switch (format) {
    case 'iso_8601':
      return { read: dateOf, write: (time) => new Date(time).toISOString() }
    case 'epoch_ms':
      return { read: dateOf, write: String }
    case 'epoch_s':
      return {
        read: (raw) => dateOf((numberOf(raw) ?? Number.NaN) * 1000),
        write: (time) => String(Math.floor(time / 1000)),
      }
    case 'pattern': {
      const { read, write } = datePattern(pattern ?? '')
      return { read: (raw) => read(textOf(raw) ?? ''), write }
    }
  }
}
