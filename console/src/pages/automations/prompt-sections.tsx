import type { Action } from '@outcrop/contract'
import type { Variable } from './complete-variables.ts'
import { withInput } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { readFieldSchema } from './fields/field-schema.ts'
import { Members } from './fields/members.tsx'
import { ModelSection } from './model-section.tsx'
import { ParameterSection } from './parameter-section.tsx'
import { readPromptInput } from './prompt-input.ts'
import { PromptSection } from './prompt-section.tsx'
import { Section } from './section.tsx'
import { visitorInputs } from './visitor-switches.tsx'

interface PromptSectionsProps extends EditorPart {
  /** Undefined until the catalogue is there. */
  readonly action: Action | undefined
  readonly attributes: readonly string[]
  readonly variables: readonly Variable[]
  readonly unknown: readonly string[]
}

/** Members of the input that have a section made for them. */
const own = ['service_id', 'provider_id', 'model', 'inference', 'parameters', 'add_event_payload', ...visitorInputs, 'prompt'] // prettier-ignore

/** The form of the action that most use: a prompt, written for it, and whatever else it takes. */
export function PromptSections({
  action,
  attributes,
  variables,
  unknown,
  ...part
}: PromptSectionsProps) {
  const { definition, step, findings, onChange } = part
  const schema = readFieldSchema(action?.input ?? {})
  const { provider_id, service_id } = readPromptInput(step.input)
  const others = Object.keys(schema.properties ?? {}).filter((name) => !own.includes(name))
  return (
    <>
      <ModelSection {...part} />
      <ParameterSection {...part} attributes={attributes} variables={variables} />
      <PromptSection {...part} variables={variables} unknown={unknown} />
      {others.length > 0 && (
        <Section title="More">
          <Members
            path="steps.0.input"
            schema={schema}
            value={step.input}
            onChange={(input) => onChange(withInput(definition, input))}
            context={{
              providerId: provider_id,
              hasService: service_id !== '',
              findings,
              variables,
              unknown,
            }}
            without={own}
          />
        </Section>
      )}
    </>
  )
}
