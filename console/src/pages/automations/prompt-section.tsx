import { withInput } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { findingAt } from './findings.ts'
import { PromptEditor } from './prompt-editor.tsx'
import { readPromptInput } from './prompt-input.ts'
import { Section } from './section.tsx'
import type { Variable } from './complete-variables.ts'

interface PromptSectionProps extends EditorPart {
  readonly variables: readonly Variable[]
  readonly unknown: readonly string[]
}

/** What is asked. */
export function PromptSection({ variables, unknown, ...part }: PromptSectionProps) {
  const { definition, step, findings, onChange } = part
  return (
    <Section title="Question">
      <PromptEditor
        value={readPromptInput(step.input).prompt}
        onChange={(prompt) => onChange(withInput(definition, { prompt }))}
        error={findingAt(findings, 'steps.0.input.prompt')}
        variables={variables}
        unknown={unknown}
      />
    </Section>
  )
}
