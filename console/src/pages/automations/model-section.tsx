import { Select, SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { providersQuery, servicesQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { withInput } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { findingAt } from './findings.ts'
import { InferenceFields } from './inference-fields.tsx'
import { ModelField } from './model-field.tsx'
import { readPromptInput } from './prompt-input.ts'
import { ProviderSelect } from './provider-select.tsx'
import { Section } from './section.tsx'

/** A service replaces provider and model, and the other way round. */
const choiceOf = (service_id: string | null) =>
  service_id === null
    ? { service_id: undefined }
    : { service_id, provider_id: undefined, model: undefined }

/** Who is asked: a service, or a provider and a model. */
export function ModelSection(part: EditorPart) {
  const { definition, step, findings, onChange } = part
  const { data } = useQuery(providersQuery())
  const services = useQuery(servicesQuery()).data?.items ?? []
  const input = readPromptInput(step.input)
  const isService = input.service_id !== ''
  const service = services.find(({ id }) => id === input.service_id)
  return (
    <Section title="Model">
      {(services.length > 0 || isService) && (
        <Select
          label="Service"
          placeholder="None: choose a provider and a model"
          clearable
          maw={420}
          data={services.map(({ id, name, provider }) => ({
            value: id,
            label: `${name} · ${provider.name}`,
          }))}
          value={isService ? input.service_id : null}
          error={findingAt(findings, 'steps.0.input.service_id')}
          onChange={(id) => onChange(withInput(definition, choiceOf(id)))}
        />
      )}
      {service && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          Asks {service.model}. Settings below win over those of the service.
        </Text>
      )}
      {!isService && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <ProviderSelect
            value={input.provider_id}
            error={findingAt(findings, 'steps.0.input.provider_id')}
            onChange={(provider_id) => onChange(withInput(definition, { provider_id }))}
          />
          <ModelField
            providerId={input.provider_id}
            value={input.model}
            error={findingAt(findings, 'steps.0.input.model')}
            onChange={(model) => onChange(withInput(definition, { model }))}
          />
        </SimpleGrid>
      )}
      {data?.items.length === 0 && (
        <Text size="sm">
          There is no provider yet. <TextLink to="/providers/new">Create a provider</TextLink>{' '}
          first.
        </Text>
      )}
      <InferenceFields
        inference={input.inference}
        findings={findings}
        onChange={(inference) => onChange(withInput(definition, { inference }))}
      />
    </Section>
  )
}
