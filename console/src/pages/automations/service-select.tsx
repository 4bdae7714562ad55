import { Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { servicesQuery } from '../../queries.ts'
import { offeredServices } from './offered-services.ts'

interface ServiceSelectProps {
  /** Empty for none. */
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (serviceId: string | null) => void
}

/** A named model set-up in the place of a provider and a model; nothing while there is none. */
export function ServiceSelect({ value, error, onChange }: ServiceSelectProps) {
  const services = useQuery(servicesQuery()).data?.items ?? []
  if (services.length === 0 && value === '') return null
  const { options, note } = offeredServices(services, value)
  const chosen = services.find(({ id }) => id === value)
  return (
    <Stack gap={6}>
      <Select
        label="Service"
        placeholder="None: choose a provider and a model"
        clearable
        maw={420}
        data={options}
        value={value === '' ? null : value}
        error={error}
        nothingFoundMessage="No service is ready"
        onChange={onChange}
      />
      {note && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
      {chosen && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          Asks {chosen.model}.
        </Text>
      )}
    </Stack>
  )
}
