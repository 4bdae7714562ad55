import { SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { providersQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { withInput } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { findingAt } from './findings.ts'
import { InferenceFields } from './inference-fields.tsx'
import { ModelField } from './model-field.tsx'
import { readPromptInput } from './prompt-input.ts'
import { ProviderSelect } from './provider-select.tsx'
import { Section } from './section.tsx'

/** Who is asked. */
export function ModelSection(part: EditorPart) {
  const { definition, step, findings, onChange } = part
  const { data } = useQuery(providersQuery())
  const input = readPromptInput(step.input)
  return (
    <Section title="Model">
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
