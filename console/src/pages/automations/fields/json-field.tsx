import { useState } from 'react'
import { JsonEditor } from '../../../ui/json-editor.tsx'
import { words } from '../../../ui/format.ts'
import { sameJson } from '../../../ui/same-json.ts'
import { findingsUnder } from '../findings.ts'
import type { FieldProps } from './field-props.ts'

const textOf = (value: unknown): string => JSON.stringify(value ?? null, null, 2)

/** Anything that has no control of its own. What is valid JSON is taken over as it is typed. */
export function JsonField({ name, path, schema, value, onChange, context }: FieldProps) {
  const [text, setText] = useState(() => textOf(value))
  const [message, setMessage] = useState<string | null>(null)
  const [known, setKnown] = useState<unknown>(value)
  // Changed by other means, such as a row above that was removed: the text is that of another value.
  if (!sameJson(known, value)) {
    setKnown(value)
    setText(textOf(value))
    setMessage(null)
  }
  const edit = (typed: string) => {
    setText(typed)
    try {
      const parsed: unknown = JSON.parse(typed)
      setMessage(null)
      setKnown(parsed)
      onChange(parsed)
    } catch (error) {
      setMessage(error instanceof Error ? error.message : 'This is not JSON.')
    }
  }
  return (
    <JsonEditor
      label={schema.title ?? words(name)}
      description={schema.description}
      error={message ?? findingsUnder(context.findings, path)[0]?.message}
      value={text}
      onChange={edit}
    />
  )
}
