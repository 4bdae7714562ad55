import type { Change } from '@outcrop/contract'
import { dateChange } from './date.ts'
import { journeyChange } from './journey.ts'
import { listChange } from './list.ts'
import { numberChange } from './number.ts'
import { scalarChange } from './scalar.ts'
import type { Apply, Shape } from './shape.ts'
import { tallyChange } from './tally.ts'
import { textChange } from './text.ts'

/** What a change does to an attribute. */
export function compileChange(change: Change, shape: Shape): Apply {
  switch (change.kind) {
    case 'set':
    case 'clear':
    case 'assign':
    case 'capture':
    case 'lookup':
      return scalarChange(change, shape)
    case 'increment':
    case 'decrement':
    case 'calculate':
    case 'count':
    case 'aggregate':
    case 'time_between':
    case 'change_in':
      return numberChange(change)
    case 'join':
    case 'lower_case':
    case 'upper_case':
    case 'favorite':
    case 'split':
      return textChange(change, shape)
    case 'read_date':
    case 'write_date':
      return dateChange(change)
    case 'add':
    case 'remove':
    case 'without':
    case 'top_keys':
    case 'keys_above':
      return listChange(change, shape)
    case 'increment_key':
    case 'add_tally':
    case 'pair':
    case 'tally_entries':
    case 'remove_key':
      return tallyChange(change)
    case 'record_step':
    case 'record':
      return journeyChange(change, shape)
  }
}
