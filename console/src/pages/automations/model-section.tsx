import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { providersQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { withInput } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { findingsUnder } from './findings.ts'
import { InferenceFields } from './inference-fields.tsx'
import { ModelChoiceFields } from './model-choice-fields.tsx'
import { readPromptInput } from './prompt-input.ts'
import { Section } from './section.tsx'

/** Who is asked, and with which settings. */
export function ModelSection({ definition, step, findings, onChange }: EditorPart) {
  const { data } = useQuery(providersQuery())
  const input = readPromptInput(step.input)
  const change = (part: object) => onChange(withInput(definition, part))
  return (
    <Section title="Model">
      <ModelChoiceFields input={input} findings={findings} onChange={change} />
      {data?.items.length === 0 && (
        <Text size="sm">
          There is no provider yet. <TextLink to="/providers/new">Create a provider</TextLink>{' '}
          first.
        </Text>
      )}
      {input.service_id !== '' && (
        <Text size="sm" c="dimmed">
          Settings here win over those of the service.
        </Text>
      )}
      <InferenceFields
        inference={input.inference}
        path="steps.0.input.inference"
        problemAt={(path) => findingsUnder(findings, path)[0]?.message}
        onChange={(inference) => change({ inference })}
      />
    </Section>
  )
}
