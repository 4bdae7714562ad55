import type { Finding } from '@outcrop/contract'
import { SimpleGrid } from '@mantine/core'
import { findingAt } from './findings.ts'
import { ModelField } from './model-field.tsx'
import type { PromptInput } from './prompt-input.ts'
import { ProviderSelect } from './provider-select.tsx'
import { ServiceSelect } from './service-select.tsx'

interface ModelChoiceFieldsProps {
  readonly input: Pick<PromptInput, 'service_id' | 'provider_id' | 'model'>
  readonly findings: readonly Finding[]
  readonly onChange: (change: object) => void
}

/** A service replaces provider and model, and the other way round. */
const choiceOf = (service_id: string | null) =>
  service_id === null
    ? { service_id: undefined }
    : { service_id, provider_id: undefined, model: undefined }

/** Who is asked: a service, or a provider and a model. */
export function ModelChoiceFields({ input, findings, onChange }: ModelChoiceFieldsProps) {
  return (
    <>
      <ServiceSelect
        value={input.service_id}
        error={findingAt(findings, 'steps.0.input.service_id')}
        onChange={(id) => onChange(choiceOf(id))}
      />
      {input.service_id === '' && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <ProviderSelect
            value={input.provider_id}
            error={findingAt(findings, 'steps.0.input.provider_id')}
            onChange={(provider_id) => onChange({ provider_id })}
          />
          <ModelField
            providerId={input.provider_id}
            value={input.model}
            error={findingAt(findings, 'steps.0.input.model')}
            onChange={(model) => onChange({ model })}
          />
        </SimpleGrid>
      )}
    </>
  )
}
