import { Input, Paper, useComputedColorScheme } from '@mantine/core'
import { Prec, type Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import CodeMirror from '@uiw/react-codemirror'
import { useMemo, type ReactNode } from 'react'

interface CodeEditorProps {
  readonly label: string
  readonly description?: ReactNode
  readonly error?: ReactNode
  readonly value: string
  readonly onChange: (value: string) => void
  /** The language and its helpers. Keep the identity between renders. */
  readonly language: Extension
  /** In CSS units. */
  readonly minHeight?: string
  readonly maxHeight?: string
  readonly required?: boolean
}

// Above the colours of either scheme, which bring a background and pale numbers of their own.
const look = Prec.highest(
  EditorView.theme({
    '&': { backgroundColor: 'transparent', fontSize: '13px' },
    '.cm-gutters': {
      backgroundColor: 'transparent',
      border: 'none',
      color: 'var(--mantine-color-dimmed)',
    },
    '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  }),
)

const setup = { foldGutter: false, searchKeymap: false, lintKeymap: false } as const

/** A text field for code. Tab leaves it, as it leaves any field. */
export function CodeEditor(props: CodeEditorProps) {
  const { label, language, minHeight = '160px', maxHeight = '560px' } = props
  const scheme = useComputedColorScheme('light')
  const extensions = useMemo(
    () => [
      language,
      look,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    ],
    [language, label],
  )
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={props.description}
      error={props.error}
      required={props.required ?? false}
    >
      <Paper
        withBorder
        mt={6}
        style={{
          overflow: 'hidden',
          ...(props.error ? { borderColor: 'var(--mantine-color-error)' } : {}),
        }}
      >
        <CodeMirror
          value={props.value}
          onChange={props.onChange}
          extensions={extensions}
          theme={scheme}
          basicSetup={setup}
          indentWithTab={false}
          minHeight={minHeight}
          maxHeight={maxHeight}
        />
      </Paper>
    </Input.Wrapper>
  )
}
