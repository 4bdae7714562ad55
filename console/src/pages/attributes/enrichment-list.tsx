import { changesOf, type Enrichment } from '@outcrop/contract'
import { Stack, Text, Title } from '@mantine/core'
import { AddButton } from '../../ui/add-button.tsx'
import type { ChangePart } from './change-part.ts'
import { EnrichmentCard } from './enrichment-card.tsx'
import { moveItem } from './move-item.ts'
import { newChange } from './new-change.ts'

interface EnrichmentListProps extends Omit<ChangePart, 'path'> {
  readonly enrichments: readonly Enrichment[]
  readonly onChange: (enrichments: Enrichment[]) => void
}

/** The rules that change an attribute, in the order in which they are applied. */
export function EnrichmentList({ enrichments, onChange, ...part }: EnrichmentListProps) {
  const [first] = changesOf[part.type]
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        Enrichments
      </Title>
      <Text size="sm" c="dimmed">
        {enrichments.length === 0
          ? 'Without an enrichment nothing is ever kept. Add one.'
          : 'Rules that change the attribute, applied in this order.'}
      </Text>
      {enrichments.map((enrichment, index) => (
        <EnrichmentCard
          key={index}
          {...part}
          enrichment={enrichment}
          index={index}
          isLast={index === enrichments.length - 1}
          onChange={(next) => onChange(enrichments.with(index, next))}
          onRemove={() => onChange(enrichments.toSpliced(index, 1))}
          onMove={(by) => onChange(moveItem(enrichments, index, by))}
        />
      ))}
      <AddButton
        label="Add enrichment"
        disabled={enrichments.length >= 50 || first === undefined}
        onClick={() => {
          if (first === undefined) return
          const change = newChange(first)
          onChange([...enrichments, { when: 'any_event', condition: { all: [] }, change }])
        }}
      />
    </Stack>
  )
}
