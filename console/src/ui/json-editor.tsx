import { json } from '@codemirror/lang-json'
import type { ReactNode } from 'react'
import { CodeEditor } from './code-editor.tsx'

interface JsonEditorProps {
  readonly label: string
  readonly description?: ReactNode
  readonly error?: ReactNode
  readonly value: string
  readonly onChange: (value: string) => void
  readonly minHeight?: string
  readonly maxHeight?: string
}

const language = json()

/** A text field for JSON. */
export function JsonEditor(props: JsonEditorProps) {
  return <CodeEditor language={language} {...props} />
}
