import { changesOf, moments, type Enrichment } from '@outcrop/contract'
import { ActionIcon, Card, Group, Select, Stack, Title } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { AddButton } from '../../ui/add-button.tsx'
import { asGroup, membersOf } from '../../ui/conditions/condition-tree.ts'
import { emptyProfileComparison } from '../../ui/conditions/edit-comparison.ts'
import { ProfileConditionBuilder } from '../../ui/conditions/profile-condition-builder.tsx'
import { RemoveIcon } from '../../ui/remove-icon.tsx'
import { ChangeFields } from './change-fields.tsx'
import { changeLabels, momentLabels } from './change-labels.ts'
import type { ChangePart } from './change-part.ts'
import { newChange } from './new-change.ts'

interface EnrichmentCardProps extends Omit<ChangePart, 'path'> {
  readonly enrichment: Enrichment
  readonly index: number
  readonly isLast: boolean
  readonly onChange: (enrichment: Enrichment) => void
  readonly onRemove: () => void
  readonly onMove: (by: 1 | -1) => void
}

const scopes = ['visitor', 'visit', 'event'] as const
const words = { everything: 'always', nothing: 'never' } as const

function Handles(props: Pick<EnrichmentCardProps, 'index' | 'isLast' | 'onMove' | 'onRemove'>) {
  const { index, isLast, onMove, onRemove } = props
  const name = `enrichment ${index + 1}`
  return (
    <Group gap={4}>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={index === 0}
        aria-label={`Move ${name} up`}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={isLast}
        aria-label={`Move ${name} down`}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <RemoveIcon label={`Remove ${name}`} onClick={onRemove} />
    </Group>
  )
}

function EnrichmentCondition(props: EnrichmentCardProps) {
  const { enrichment, index, choices, problems, onChange } = props
  const { condition } = enrichment
  const path = `enrichments.${index}.condition`
  const set = (next: Enrichment['condition']) => onChange({ ...enrichment, condition: next })
  const isOpen = !('all' in condition && membersOf(condition).length === 0)
  if (!isOpen && problems[path] === undefined) {
    return (
      <AddButton
        label="Add condition"
        variant="subtle"
        onClick={() => set({ all: [emptyProfileComparison] })}
      />
    )
  }
  return (
    <ProfileConditionBuilder
      condition={condition}
      choices={{ ...choices, scopes, hasEvent: enrichment.when !== 'visit_ended' }}
      words={words}
      problems={problems}
      path={path}
      onChange={set}
    />
  )
}

/** One rule: when it applies, under which condition, and what it changes. */
export function EnrichmentCard(props: EnrichmentCardProps) {
  const { enrichment, index, type, problems, onChange } = props
  const { when, change } = enrichment
  const path = `enrichments.${index}`
  const kinds = changesOf[type]
  const offered = kinds.includes(change.kind) ? kinds : [...kinds, change.kind]
  return (
    <Card role="group" aria-label={`Enrichment ${index + 1}`} style={{ overflow: 'visible' }}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3} size="h6">
            Enrichment {index + 1}
          </Title>
          <Handles {...props} />
        </Group>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <Select
            label="When"
            miw={200}
            allowDeselect={false}
            data={moments.map((value) => ({ value, label: momentLabels[value] }))}
            value={when}
            error={problems[`${path}.when`]}
            onChange={(chosen) => {
              const moment = moments.find((one) => one === chosen)
              if (moment) onChange({ ...enrichment, when: moment })
            }}
          />
          <Select
            label="Change"
            miw={240}
            allowDeselect={false}
            data={offered.map((value) => ({ value, label: changeLabels[value] }))}
            value={change.kind}
            error={problems[`${path}.change.kind`]}
            onChange={(chosen) => {
              const kind = kinds.find((one) => one === chosen)
              if (kind && kind !== change.kind) onChange({ ...enrichment, change: newChange(kind) })
            }}
          />
        </Group>
        <ChangeFields
          key={change.kind}
          {...props}
          path={`${path}.change`}
          change={change}
          onChange={(next) => onChange({ ...enrichment, change: next })}
        />
        <EnrichmentCondition
          {...props}
          enrichment={{ ...enrichment, condition: rooted(enrichment) }}
        />
      </Stack>
    </Card>
  )
}

const rooted = ({ condition }: Enrichment) => asGroup(condition)
