import type { Change } from '@outcrop/contract'
import { Group, Stack, Text, TextInput } from '@mantine/core'
import { NumberField } from '../../ui/number-field.tsx'
import { AddButton } from '../../ui/add-button.tsx'
import { RemoveIcon } from '../../ui/remove-icon.tsx'

type Share = Extract<Change, { kind: 'split' }>['shares'][number]

interface SharesFieldProps {
  readonly shares: readonly Share[]
  readonly error: string | undefined
  readonly onChange: (shares: Share[]) => void
}

/** The values among which visitors are split, and how many get each. */
export function SharesField({ shares, error, onChange }: SharesFieldProps) {
  return (
    <Stack gap="xs">
      {shares.map((share, index) => (
        <Group key={index} gap="xs" align="flex-end" role="group" aria-label={`Share ${index + 1}`}>
          <TextInput
            label="Value"
            required
            flex="1 1 160px"
            maxLength={200}
            value={share.value}
            onChange={({ currentTarget: { value } }) =>
              onChange(shares.with(index, { ...share, value }))
            }
          />
          <NumberField
            label="Weight"
            w={120}
            min={0}
            value={share.weight}
            required
            onChange={(weight) => onChange(shares.with(index, { ...share, weight }))}
          />
          <RemoveIcon
            size="lg"
            disabled={shares.length <= 2}
            label={`Remove share ${index + 1}`}
            onClick={() => onChange(shares.toSpliced(index, 1))}
          />
        </Group>
      ))}
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
      <AddButton
        label="Add share"
        disabled={shares.length >= 20}
        onClick={() => onChange([...shares, { value: '', weight: 1 }])}
      />
    </Stack>
  )
}
