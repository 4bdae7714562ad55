import type { Action } from '@outcrop/contract'
import { Stack } from '@mantine/core'
import type { Variable } from './complete-variables.ts'
import { withInput } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { readFieldSchema } from './fields/field-schema.ts'
import { Members } from './fields/members.tsx'
import { ManagedPromptView } from './managed-prompt-view.tsx'
import { ModelChoiceFields } from './model-choice-fields.tsx'
import { ParameterSection } from './parameter-section.tsx'
import { readPromptInput } from './prompt-input.ts'
import { Section } from './section.tsx'
import { visitorInputs } from './visitor-switches.tsx'
import { May } from '../../ui/may.tsx'

interface InputSectionProps extends EditorPart {
  readonly action: Action
  readonly attributes: readonly string[]
  readonly variables: readonly Variable[]
  readonly unknown: readonly string[]
}

/** Members that are chosen together. */
const modelChoice = ['service_id', 'provider_id', 'model']

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
  const input = readPromptInput(step.input)
  const change = (part: object) => onChange(withInput(definition, part))
  const choosesModel = schema.properties?.service_id !== undefined
  const hasService = choosesModel && input.service_id !== ''
  const parameters = schema.properties?.parameters
  return (
    <>
      <Section title={action.title}>
        <Stack>
          {choosesModel && (
            <ModelChoiceFields input={input} findings={findings} onChange={change} />
          )}
          <Members
            path="steps.0.input"
            schema={schema}
            value={step.input}
            onChange={change}
            context={{ providerId: input.provider_id, hasService, findings, variables, unknown }}
            without={choosesModel ? [...modelChoice, ...mapped] : mapped}
          />
        </Stack>
        {schema.properties?.prompt_arn && (
          <May do="getManagedPrompt">
            <ManagedPromptView {...part} />
          </May>
        )}
      </Section>
      {parameters && (
        <ParameterSection
          {...part}
          title={parameters.title}
          attributes={attributes}
          variables={variables}
        />
      )}
    </>
  )
}
