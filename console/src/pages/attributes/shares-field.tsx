import type { Change } from '@outcrop/contract'
import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'

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
          <NumberInput
            label="Weight"
            w={120}
            min={0}
            value={share.weight}
            onChange={(weight) =>
              onChange(shares.with(index, { ...share, weight: Number(weight) }))
            }
          />
          <ActionIcon
            variant="subtle"
            color="red"
            size="lg"
            disabled={shares.length <= 2}
            aria-label={`Remove share ${index + 1}`}
            onClick={() => onChange(shares.toSpliced(index, 1))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
      <Group>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlus size={14} />}
          disabled={shares.length >= 20}
          onClick={() => onChange([...shares, { value: '', weight: 1 }])}
        >
          Add share
        </Button>
      </Group>
    </Stack>
  )
}
