import type { DataSource } from '@outcrop/contract'
import { Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dataSourceVolumeQuery } from '../../collection-queries.ts'
import type { SpanHours } from '../../search.ts'
import { ChartCard } from '../../ui/chart-card.tsx'
import { formatNumber } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { SpanSelect } from '../../ui/span-select.tsx'
import { stepLabel } from '../../ui/step-label.ts'

/** How many events a data source sent, over time. */
export function SourceVolume({ source }: { readonly source: DataSource }) {
  const [hours, setHours] = useState<SpanHours>(24)
  const volume = useQuery({ ...dataSourceVolumeQuery(source.id, hours), refetchInterval: 4_000 })
  return (
    <Stack gap="sm">
      <Group justify="flex-end">
        <SpanSelect value={hours} onChange={setHours} />
      </Group>
      <Loaded query={volume} height={270}>
        {({ step, items }) => {
          const label = stepLabel(step)
          const sum = items.reduce((total, { events }) => total + events, 0)
          return (
            <ChartCard
              title={`Events by ${step}`}
              summary={`Chart: ${formatNumber(sum)} events by ${step}.`}
              points={items.map((item) => ({ label: label(item), Events: item.events }))}
              series={[{ name: 'Events', color: 'blue.6' }]}
            />
          )
        }}
      </Loaded>
    </Stack>
  )
}
