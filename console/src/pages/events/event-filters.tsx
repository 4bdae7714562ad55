import { noSource, verdictsOrNone, type DataSource, type Specification, type Stream } from '@outcrop/contract' // prettier-ignore
import { Group } from '@mantine/core'
import type { EventsSearch } from '../../search.ts'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { FilterText } from '../../ui/filter-text.tsx'
import { groupedByStream } from '../../ui/grouped-by-stream.ts'
import { streamName } from '../../ui/stream-name.ts'
import { verdictMeanings } from '../../ui/verdict-meanings.ts'

interface EventFiltersProps {
  readonly filters: EventsSearch
  readonly streams: readonly Stream[]
  readonly specifications: readonly Specification[]
  readonly sources: readonly DataSource[]
  readonly onChange: (change: Partial<EventsSearch>) => void
}

const verdictChoices = verdictsOrNone.map((value) => ({
  value,
  label: verdictMeanings[value].name,
}))

/** Which events are shown. Everything that is chosen here is in the address. */
export function EventFilters(props: EventFiltersProps) {
  const { filters, streams, specifications, sources, onChange } = props
  const inStreams = streams.filter(({ id }) => id === (filters.stream_id ?? id))
  return (
    <Group gap="sm" align="flex-end" role="search" aria-label="Filter events">
      <FilterSelect
        label="Stream"
        none="All streams"
        data={streams.map((stream) => ({ value: stream.id, label: streamName(stream) }))}
        value={filters.stream_id}
        // What belongs to another stream would leave no event.
        onChange={(stream_id) =>
          onChange({ stream_id, specification_id: undefined, data_source_id: undefined })
        }
      />
      <FilterText label="Event name" value={filters.name} onChange={(name) => onChange({ name })} />
      <FilterSelect
        label="Specification"
        none="Any, or none"
        data={groupedByStream(specifications, inStreams)}
        value={filters.specification_id}
        onChange={(specification_id) => onChange({ specification_id })}
      />
      <FilterSelect
        label="Verdict"
        none="Any"
        data={verdictChoices}
        value={filters.verdict}
        onChange={(chosen) => onChange({ verdict: verdictsOrNone.find((one) => one === chosen) })}
      />
      <FilterSelect
        label="Data source"
        none="Any, or none"
        data={[
          { value: noSource, label: 'Names no source' },
          ...groupedByStream(sources, inStreams),
        ]}
        value={filters.data_source_id}
        onChange={(data_source_id) => onChange({ data_source_id })}
      />
      <FilterText
        label="Visitor id"
        value={filters.visitor_id}
        onChange={(visitor_id) => onChange({ visitor_id })}
      />
      <FilterText
        label="Trace id"
        value={filters.trace_id}
        onChange={(trace_id) => onChange({ trace_id })}
      />
    </Group>
  )
}
