import { verdicts, type Specification } from '@outcrop/contract'
import { Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { specificationVolumeQuery } from '../../collection-queries.ts'
import type { SpanHours } from '../../search.ts'
import { ChartCard } from '../../ui/chart-card.tsx'
import { formatNumber, words } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { SpanSelect } from '../../ui/span-select.tsx'
import { stepLabel } from '../../ui/step-label.ts'
import { verdictColors } from '../../ui/verdict-colors.ts'

const series = verdicts.map((verdict) => ({
  name: verdict,
  label: words(verdict),
  color: `${verdictColors[verdict]}.6`,
}))

/** How events kept to a specification, over time. */
export function SpecificationVolume({ specification }: { readonly specification: Specification }) {
  const [hours, setHours] = useState<SpanHours>(24)
  const volume = useQuery({
    ...specificationVolumeQuery(specification.id, hours),
    refetchInterval: 4_000,
  })
  return (
    <Stack gap="sm">
      <Group justify="flex-end">
        <SpanSelect value={hours} onChange={setHours} />
      </Group>
      <Loaded query={volume} height={270}>
        {({ step, items }) => {
          const label = stepLabel(step)
          const counts = verdicts.map((verdict) => {
            const sum = items.reduce((total, item) => total + item[verdict], 0)
            return `${formatNumber(sum)} ${verdict}`
          })
          return (
            <ChartCard
              title={`Events by ${step}`}
              summary={`Chart: events by ${step}, ${counts.join(', ')}.`}
              points={items.map(({ at, ...judged }) => ({ label: label({ at }), ...judged }))}
              series={series}
            />
          )
        }}
      </Loaded>
    </Stack>
  )
}
