import { SegmentedControl } from '@mantine/core'
import { spanHours, type SpanHours } from '../search.ts'

const names: Record<SpanHours, string> = { 24: '24 hours', 168: '7 days', 720: '30 days' }

interface SpanSelectProps {
  readonly value: SpanHours
  readonly onChange: (hours: SpanHours) => void
}

/** How far back figures are summed up. */
export function SpanSelect({ value, onChange }: SpanSelectProps) {
  return (
    <SegmentedControl
      aria-label="Time span"
      data={spanHours.map((hours) => ({ value: String(hours), label: names[hours] }))}
      value={String(value)}
      onChange={(text) => {
        const chosen = spanHours.find((hours) => String(hours) === text)
        if (chosen) onChange(chosen)
      }}
    />
  )
}
