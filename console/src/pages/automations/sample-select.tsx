import type { Event } from '@outcrop/contract'
import { Select, Text } from '@mantine/core'
import { formatTime } from '../../ui/format.ts'

interface SampleSelectProps {
  readonly events: readonly Event[]
  readonly value: string | null
  readonly onChange: (id: string) => void
}

/** A choice of the recent events to render and try on. */
export function SampleSelect({ events, value, onChange }: SampleSelectProps) {
  if (events.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No event has been collected yet. A made-up event is used.
      </Text>
    )
  }
  return (
    <Select
      label="On the event"
      searchable
      allowDeselect={false}
      data={events.map(({ id, name, visitor_id, received_at }) => ({
        value: id,
        label: `${name ?? 'without a name'} · ${visitor_id ?? 'no visitor'} · ${formatTime(received_at)}`,
      }))}
      value={value}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen)
      }}
    />
  )
}
