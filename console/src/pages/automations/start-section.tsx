import { SimpleGrid, Textarea, TextInput } from '@mantine/core'
import type { EditorPart } from './editor-part.ts'
import { findingAt } from './findings.ts'
import { Section } from './section.tsx'
import { TriggerFields } from './trigger-fields.tsx'

/** What the action is called, and what starts it. */
export function StartSection(part: EditorPart) {
  const { definition, findings, onChange } = part
  return (
    <Section title="Start">
      <TextInput
        label="Name"
        placeholder="Conversion score"
        required
        maxLength={100}
        value={definition.name}
        error={findingAt(findings, 'name')}
        onChange={(event) => onChange({ ...definition, name: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TriggerFields {...part} />
      </SimpleGrid>
      <Textarea
        label="Description"
        autosize
        minRows={1}
        maxLength={2000}
        value={definition.description}
        error={findingAt(findings, 'description')}
        onChange={(event) => onChange({ ...definition, description: event.currentTarget.value })}
      />
    </Section>
  )
}
