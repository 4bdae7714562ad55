import { useMemo } from 'react'
import { CodeEditor } from '../../ui/code-editor.tsx'
import type { Variable } from './complete-variables.ts'
import { markTags } from './mark-tags.ts'
import { promptLanguage } from './prompt-language.ts'

interface PromptEditorProps {
  readonly label?: string
  readonly description?: string | undefined
  /** In CSS units. */
  readonly minHeight?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  /** Keep the identity of both between renders. */
  readonly variables: readonly Variable[]
  readonly unknown: readonly string[]
}

/** The prompt: Liquid, with the variables of the chosen event at hand. */
export function PromptEditor({ variables, unknown, ...props }: PromptEditorProps) {
  const {
    label = 'Prompt',
    description = 'A Liquid template. Type {{ to see what it may use; objects become JSON.',
    minHeight = '320px',
    value,
    onChange,
    error,
  } = props
  const language = useMemo(
    () => [promptLanguage(variables), markTags(unknown)],
    [variables, unknown],
  )
  return (
    <CodeEditor
      label={label}
      description={description}
      required
      value={value}
      onChange={onChange}
      error={error}
      language={language}
      minHeight={minHeight}
      maxHeight="640px"
    />
  )
}
