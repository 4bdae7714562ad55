import { SegmentedControl, Stack, Switch, Text } from '@mantine/core'
import type { OutputField } from '@outcrop/contract'
import { AddButton } from '../../ui/add-button.tsx'
import { newField, withOutputType, withStep } from './edit-definition.ts'
import type { EditorPart } from './editor-part.ts'
import { findingsUnder } from './findings.ts'
import { OutputFieldRow } from './output-field-row.tsx'
import { Section } from './section.tsx'

const types = [
  { value: 'event', label: 'Event' },
  { value: 'structured', label: 'Structured' },
  { value: 'text', label: 'Text' },
]

const notes = {
  event:
    'The answer must be one JSON object with tealium_event. Fields named here are demanded as well.',
  structured: 'The answer must be one JSON object with these fields.',
  text: 'The answer is taken as it is.',
} as const

/** What the answer must be. */
export function OutputSection({ definition, step, findings, onChange }: EditorPart) {
  const { output } = step
  const setFields = (fields: OutputField[]) => {
    if (output.type !== 'text') onChange(withStep(definition, { output: { ...output, fields } }))
  }
  const fields = output.type === 'text' ? [] : output.fields
  return (
    <Section title="Answer">
      <Stack gap="xs" align="flex-start">
        <SegmentedControl
          aria-label="Kind of answer"
          data={types}
          value={output.type}
          onChange={(value) => {
            const type = (['event', 'structured', 'text'] as const).find((one) => one === value)
            if (type) onChange(withStep(definition, withOutputType(step, type)))
          }}
        />
        <Text size="sm" c="dimmed">
          {notes[output.type]}
        </Text>
      </Stack>
      {fields.map((field, index) => (
        <OutputFieldRow
          key={index}
          field={field}
          path={`steps.0.output.fields.${index}`}
          finding={findingsUnder(findings, `steps.0.output.fields.${index}`)[0]?.message}
          onChange={(changed) => setFields(fields.with(index, changed))}
          onRemove={() => setFields(fields.toSpliced(index, 1))}
        />
      ))}
      {output.type !== 'text' && (
        <AddButton label="Add field" onClick={() => setFields([...fields, newField])} />
      )}
      {output.type === 'event' && (
        <Switch
          label="Allow other fields"
          description="On: whatever else the model writes reaches the stream, too. Off: these fields and tealium_event only, and Bedrock itself can hold the model to them."
          checked={output.other_fields !== false}
          onChange={(event) => {
            const other_fields = event.currentTarget.checked ? undefined : false
            onChange(withStep(definition, { output: { ...output, other_fields } }))
          }}
        />
      )}
    </Section>
  )
}
