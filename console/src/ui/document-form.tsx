import { Card, Group, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { useBrokenText } from './broken-texts.ts'
import { CopyButton } from './copy-button.tsx'
import { words } from './format.ts'
import { JsonEditor } from './json-editor.tsx'
import { parseDocument } from './parse-document.ts'

interface DocumentFormProps<Value> {
  /** What the document is, such as "definition". */
  readonly what: string
  readonly schema: z.ZodType<Value>
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** The whole of a thing as one document, to be read, copied or written. */
export function DocumentForm<Value>({ what, schema, value, onChange }: DocumentFormProps<Value>) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2))
  const parsed = useMemo(() => parseDocument(schema, text), [schema, text])
  const message = 'message' in parsed ? parsed.message : null
  useBrokenText('', message)
  const edit = (typed: string) => {
    setText(typed)
    const next = parseDocument(schema, typed)
    if ('value' in next) onChange(next.value)
  }
  return (
    <Card>
      <Stack>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            Every {what} is one JSON document. What is valid here is taken over as you type.
          </Text>
          <CopyButton value={text} what={what} />
        </Group>
        <JsonEditor
          label={words(what)}
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
