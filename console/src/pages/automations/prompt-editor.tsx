import { liquid } from '@codemirror/lang-liquid'
import { Decoration, EditorView } from '@codemirror/view'
import { useMemo } from 'react'
import { CodeEditor } from '../../ui/code-editor.tsx'
import { propertyCompletions, variableCompletions, type Variable } from './complete-variables.ts'
import { unknownRanges } from './unknown-ranges.ts'

interface PromptEditorProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  readonly variables: readonly Variable[]
  readonly unknown: readonly string[]
}

const unknownMark = Decoration.mark({
  class: 'cm-unknown-variable',
  attributes: { title: 'Nothing provides this variable' },
})

const unknownLook = EditorView.baseTheme({
  '.cm-unknown-variable': {
    textDecoration: 'underline wavy var(--mantine-color-error)',
    textUnderlineOffset: '3px',
  },
})

const filters = [{ label: 'untrusted', type: 'function', detail: 'fences data from outside' }]

/** The prompt: Liquid, with the variables of the chosen event at hand. */
export function PromptEditor({ value, onChange, error, variables, unknown }: PromptEditorProps) {
  const language = useMemo(
    () => [
      liquid({
        filters,
        variables: variableCompletions(variables),
        properties: (path) => propertyCompletions(variables, path),
      }),
      EditorView.decorations.compute(['doc'], ({ doc }) =>
        Decoration.set(
          unknownRanges(doc.toString(), unknown).map(({ from, to }) => unknownMark.range(from, to)),
        ),
      ),
      unknownLook,
    ],
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
