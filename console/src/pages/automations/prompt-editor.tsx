import { useMemo } from 'react'
import { CodeEditor } from '../../ui/code-editor.tsx'
import type { Variable } from './complete-variables.ts'
import { markTags } from './mark-tags.ts'
import { promptLanguage } from './prompt-language.ts'

interface PromptEditorProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  /** Keep the identity of both between renders. */
  readonly variables: readonly Variable[]
  readonly unknown: readonly string[]
}

/** The prompt: Liquid, with the variables of the chosen event at hand. */
export function PromptEditor({ value, onChange, error, variables, unknown }: PromptEditorProps) {
  const language = useMemo(
    () => [promptLanguage(variables), markTags(unknown)],
    [variables, unknown],
  )
  return (
    <CodeEditor
      label="Prompt"
      description="A Liquid template. Type {{ to see what it may use; objects become JSON."
      required
      value={value}
      onChange={onChange}
      error={error}
      language={language}
      minHeight="320px"
      maxHeight="640px"
    />
  )
}
