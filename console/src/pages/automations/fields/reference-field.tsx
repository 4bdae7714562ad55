import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { agentsQuery } from '../../../queries.ts'
import { words } from '../../../ui/format.ts'
import { findingsUnder } from '../findings.ts'
import { ProviderSelect } from '../provider-select.tsx'
import type { FieldProps } from './field-props.ts'

/** The provider that makes the call. */
export function ProviderField({ path, value, onChange, context }: FieldProps) {
  return (
    <ProviderSelect
      value={typeof value === 'string' ? value : ''}
      error={findingsUnder(context.findings, path)[0]?.message}
      onChange={onChange}
    />
  )
}

/** One of the agents that are connected. */
export function AgentField({ name, path, schema, isRequired, value, ...props }: FieldProps) {
  const { onChange, context } = props
  const { data } = useQuery(agentsQuery())
  return (
    <Select
      label={schema.title ?? words(name)}
      description={schema.description}
      placeholder="Choose an agent"
      required={isRequired}
      allowDeselect={false}
      data={(data?.items ?? []).map((agent) => ({ value: agent.id, label: agent.name }))}
      value={typeof value === 'string' && value !== '' ? value : null}
      error={findingsUnder(context.findings, path)[0]?.message}
      nothingFoundMessage="Connect an agent first"
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
