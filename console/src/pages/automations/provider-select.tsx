import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { providersQuery } from '../../queries.ts'
import { words } from '../../ui/format.ts'

interface ProviderSelectProps {
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (providerId: string) => void
}

/** Which connection to Amazon Bedrock makes the call. */
export function ProviderSelect({ value, error, onChange }: ProviderSelectProps) {
  const { data } = useQuery(providersQuery())
  return (
    <Select
      label="Provider"
      placeholder="Choose a provider"
      required
      allowDeselect={false}
      data={(data?.items ?? []).map(({ id, name, region, state }) => ({
        value: id,
        label: `${name} · ${region}${state === 'ready' ? '' : ` · ${words(state)}`}`,
      }))}
      value={value === '' ? null : value}
      error={error}
      nothingFoundMessage="Create a provider first"
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen)
      }}
    />
  )
}
