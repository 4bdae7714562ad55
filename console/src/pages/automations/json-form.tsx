import type { Definition } from '@outcrop/contract'
import { Card, Group, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { JsonEditor } from '../../ui/json-editor.tsx'
import { useBrokenText } from './broken-texts.ts'
import { parseDefinition } from './new-definition.ts'

interface JsonFormProps {
  readonly definition: Definition
  readonly onChange: (definition: Definition) => void
}

/** The whole definition as one document, to be read, copied or written. */
export function JsonForm({ definition, onChange }: JsonFormProps) {
  const [text, setText] = useState(() => JSON.stringify(definition, null, 2))
  const parsed = useMemo(() => parseDefinition(text), [text])
  const message = 'message' in parsed ? parsed.message : null
  useBrokenText('', message)
  const edit = (typed: string) => {
    setText(typed)
    const next = parseDefinition(typed)
    if ('value' in next) onChange(next.value)
  }
  return (
    <Card>
      <Stack>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            Every definition is one JSON document. What is valid here is taken over as you type.
          </Text>
          <CopyButton value={text} what="definition" />
        </Group>
        <JsonEditor
          label="Definition"
          value={text}
          onChange={edit}
          error={message}
          minHeight="480px"
          maxHeight="75vh"
        />
      </Stack>
    </Card>
  )
}
