import { Autocomplete, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { modelsQuery } from '../../queries.ts'
import { modelGroups } from '../providers/model-groups.ts'
import { modelAdvice } from './model-advice.ts'
import { ModelListAge } from './model-list-age.tsx'

interface ModelFieldProps {
  readonly providerId: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (model: string) => void
}

/** A model id: chosen from what the provider offers, or typed. */
export function ModelField({ providerId, value, error, onChange }: ModelFieldProps) {
  const query = useQuery({ ...modelsQuery(providerId), enabled: providerId !== '' })
  const models = query.data?.items ?? []
  const byId = new Map(models.map((model) => [model.id, model]))
  const advice = modelAdvice(models, value.trim())
  const known = byId.has(value)
  return (
    <Stack gap={6}>
      <Autocomplete
        label="Model ID or inference profile ARN"
        placeholder="Choose or type"
        required
        value={value}
        onChange={onChange}
        error={error}
        data={[...byId.keys()]}
        limit={200}
        maxDropdownHeight={320}
        // With a chosen model, the list shows the others again.
        filter={({ search, limit }) =>
          modelGroups(models, known ? '' : search, limit).map((one) => ({
            group: one.group,
            items: one.models.map(({ id }) => ({ value: id, label: id })),
          }))
        }
        renderOption={({ option }) => (
          <Stack gap={0}>
            <Text size="sm">{byId.get(option.value)?.name}</Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {option.value}
            </Text>
          </Stack>
        )}
      />
      {query.isError && (
        <Text size="xs" c="dimmed">
          The list of models could not be read: {query.error.message} Type the id.
        </Text>
      )}
      {advice.note && (
        <Text size="xs" c="dimmed" role="status">
          {advice.note}
        </Text>
      )}
      {advice.instead.length > 0 && (
        <Group gap={6}>
          {advice.instead.map((id) => (
            <Button key={id} size="compact-xs" variant="light" onClick={() => onChange(id)}>
              {id}
            </Button>
          ))}
        </Group>
      )}
      {query.data && <ModelListAge providerId={providerId} readAt={query.data.read_at} />}
    </Stack>
  )
}
