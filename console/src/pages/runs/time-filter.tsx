import { TextInput } from '@mantine/core'
import { periods, type RunsSearch } from '../../search.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { localMinute } from './run-filter.ts'

type Times = Pick<RunsSearch, 'since' | 'from' | 'to'>

interface TimeFilterProps {
  readonly value: Times
  readonly onChange: (times: Times) => void
}

const names = { '1h': 'Last hour', '24h': 'Last 24 hours', '7d': 'Last 7 days', '30d': 'Last 30 days' } // prettier-ignore
const choices = [
  ...periods.map((value) => ({ value, label: names[value] })),
  { value: 'custom', label: 'From … to …' },
]

/** Recent time by its length, or any time by its bounds. */
export function TimeFilter({ value: { since, from, to }, onChange }: TimeFilterProps) {
  const custom = since === undefined && (from !== undefined || to !== undefined)
  const choose = (chosen: string | undefined) => {
    if (chosen === 'custom') {
      onChange({ from: localMinute(Date.now() - 3_600_000), to: undefined, since: undefined })
    } else {
      const period = periods.find((known) => known === chosen)
      onChange({ since: period, from: undefined, to: undefined })
    }
  }
  return (
    <>
      <FilterSelect
        label="Created"
        none="Any time"
        data={choices}
        value={custom ? 'custom' : since}
        onChange={choose}
      />
      {custom && (
        <>
          <TextInput
            type="datetime-local"
            size="xs"
            w={{ base: 'calc(50% - 6px)', sm: 176 }}
            label="From"
            value={from ?? ''}
            onChange={(event) => onChange({ from: event.currentTarget.value || undefined, to })}
          />
          <TextInput
            type="datetime-local"
            size="xs"
            w={{ base: 'calc(50% - 6px)', sm: 176 }}
            label="To"
            value={to ?? ''}
            onChange={(event) => onChange({ from, to: event.currentTarget.value || undefined })}
          />
        </>
      )}
    </>
  )
}
