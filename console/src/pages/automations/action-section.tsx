import type { Action } from '@outcrop/contract'
import { Select } from '@mantine/core'
import { withStep } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { readFieldSchema } from './fields/field-schema.ts'
import { newInput } from './fields/new-input.ts'
import { findingAt } from './findings.ts'
import { Section } from './section.tsx'

interface ActionSectionProps extends EditorPart {
  readonly actions: readonly Action[]
}

/** What is done with the data at hand. Another action keeps what it calls by the same name. */
export function ActionSection({
  actions,
  definition,
  step,
  findings,
  onChange,
}: ActionSectionProps) {
  const chosen = actions.find(({ type }) => type === step.action)
  return (
    <Section title="Action">
      <Select
        label="What to do"
        allowDeselect={false}
        data={actions.map(({ type, title }) => ({ value: type, label: title }))}
        value={step.action}
        description={chosen?.description}
        error={findingAt(findings, 'steps.0.action')}
        onChange={(type) => {
          const next = actions.find((each) => each.type === type)
          if (!next || next.type === step.action) return
          const input = newInput(readFieldSchema(next.input), step.input)
          onChange(withStep(definition, { action: next.type, input }))
        }}
      />
    </Section>
  )
}
