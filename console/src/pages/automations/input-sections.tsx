import type { Action } from '@outcrop/contract'
import { Stack } from '@mantine/core'
import type { Variable } from './complete-variables.ts'
import { withInput } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { readFieldSchema } from './fields/field-schema.ts'
import { Members } from './fields/members.tsx'
import { ManagedPromptView } from './managed-prompt-view.tsx'
import { ParameterSection } from './parameter-section.tsx'
import { readPromptInput } from './prompt-input.ts'
import { Section } from './section.tsx'
import { visitorInputs } from './visitor-switches.tsx'

interface InputSectionProps extends EditorPart {
  readonly action: Action
  readonly attributes: readonly string[]
  readonly variables: readonly Variable[]
  readonly unknown: readonly string[]
}

/** Members that have a section of their own. */
const mapped = ['parameters', 'add_event_payload', ...visitorInputs]

/** The form of any action, made from the schema of its input. */
export function InputSections({
  action,
  attributes,
  variables,
  unknown,
  ...part
}: InputSectionProps) {
  const { definition, step, findings, onChange } = part
  const schema = readFieldSchema(action.input)
  const { provider_id } = readPromptInput(step.input)
  const parameters = schema.properties?.parameters
  return (
    <>
      <Section title={action.title}>
        <Stack>
          <Members
            path="steps.0.input"
            schema={schema}
            value={step.input}
            onChange={(input) => onChange(withInput(definition, input))}
            context={{ providerId: provider_id, findings, variables, unknown }}
            without={mapped}
          />
        </Stack>
        {schema.properties?.prompt_arn && <ManagedPromptView {...part} />}
      </Section>
      {parameters && (
        <ParameterSection {...part} title={parameters.title} attributes={attributes} />
      )}
    </>
  )
}
