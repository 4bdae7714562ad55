import { isUsable } from '@outcrop/contract'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { providersQuery } from '../../queries.ts'
import { words } from '../../ui/format.ts'

interface ProviderSelectProps {
  readonly description?: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (providerId: string) => void
}

/**
 * Which connection to Amazon Bedrock makes the call. One that has not passed its test is offered
 * nowhere; it is shown only where it has been chosen before.
 */
export function ProviderSelect({ description, value, error, onChange }: ProviderSelectProps) {
  const { data } = useQuery(providersQuery())
  const offered = data?.items.filter(({ id, state }) => isUsable(state) || id === value) ?? []
  return (
    <Select
      label="Provider"
      description={description}
      placeholder={data && offered.length === 0 ? 'No provider is ready' : 'Choose a provider'}
      required
      searchable
      allowDeselect={false}
      data={offered.map(({ id, name, region, state }) => ({
        value: id,
        label: `${name} · ${region}${state === 'ready' ? '' : ` · ${words(state)}`}`,
      }))}
      value={value === '' ? null : value}
      error={error}
      nothingFoundMessage="Create a provider, and test its connection"
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen)
      }}
    />
  )
}
