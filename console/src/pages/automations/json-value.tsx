import { useState } from 'react'
import { JsonEditor } from '../../ui/json-editor.tsx'
import { sameJson } from '../../ui/same-json.ts'
import { useBrokenText } from '../../ui/broken-texts.ts'

interface JsonValueProps {
  readonly label: string
  readonly description?: string | undefined
  /** Where it stands in the definition. */
  readonly path: string
  readonly value: unknown
  /** Called with everything that is valid, as it is typed. */
  readonly onChange: (value: unknown) => void
  /** What is wrong with the value. */
  readonly error?: string | undefined
  /** What is wrong with a value that is JSON, but not what is wanted here; null when nothing is. */
  readonly refuse?: (value: unknown) => string | null
  readonly minHeight?: string
  /** Whether it may be left empty, which is undefined. */
  readonly isOptional?: boolean
}

const textOf = (value: unknown, isOptional: boolean): string =>
  isOptional && value === undefined ? '' : JSON.stringify(value ?? null, null, 2)

const nothing = () => null

function read(text: string, refuse: (value: unknown) => string | null, isOptional: boolean) {
  if (isOptional && text.trim() === '') return { value: undefined, message: null }
  try {
    const value: unknown = JSON.parse(text)
    return { value, message: refuse(value) }
  } catch (error) {
    return { message: error instanceof Error ? error.message : 'This is not JSON.' }
  }
}

/** A part of the definition, written as JSON. */
export function JsonValue({
  path,
  value,
  onChange,
  error,
  refuse = nothing,
  isOptional = false,
  ...look
}: JsonValueProps) {
  const [text, setText] = useState(() => textOf(value, isOptional))
  const [message, setMessage] = useState<string | null>(null)
  const [known, setKnown] = useState<unknown>(value)
  useBrokenText(path, message)
  // Changed by other means, such as a row above that was removed: the text is that of another value.
  if (!sameJson(known, value)) {
    setKnown(value)
    setText(textOf(value, isOptional))
    setMessage(null)
  }
  const edit = (typed: string) => {
    setText(typed)
    const next = read(typed, refuse, isOptional)
    setMessage(next.message)
    if (next.message !== null) return
    setKnown(next.value)
    onChange(next.value)
  }
  return <JsonEditor {...look} error={message ?? error} value={text} onChange={edit} />
}
