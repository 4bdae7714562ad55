import type { Extension } from '@codemirror/state'
import { Decoration, EditorView } from '@codemirror/view'
import { tagRanges, unknownRanges } from './tag-ranges.ts'

const tagMark = Decoration.mark({ class: 'cm-prompt-tag' })
const unknownMark = Decoration.mark({
  class: 'cm-unknown-variable',
  attributes: { title: 'Nothing provides this variable' },
})

const look = EditorView.baseTheme({
  '.cm-prompt-tag': {
    backgroundColor: 'var(--mantine-color-lichen-light)',
    borderRadius: '3px',
    boxDecorationBreak: 'clone',
  },
  '.cm-prompt-tag span': { color: 'var(--mantine-color-lichen-light-color)' },
  '.cm-unknown-variable': {
    textDecoration: 'underline wavy var(--mantine-color-error)',
    textUnderlineOffset: '3px',
  },
})

/** Lets the tags of a prompt stand out, and underlines variables that nothing provides. */
export function markTags(unknown: readonly string[]): Extension {
  return [
    EditorView.decorations.compute(['doc'], ({ doc }) => {
      const text = doc.toString()
      const marks = [
        ...tagRanges(text).map(({ from, to }) => tagMark.range(from, to)),
        ...unknownRanges(text, unknown).map(({ from, to }) => unknownMark.range(from, to)),
      ]
      return Decoration.set(marks, true)
    }),
    look,
  ]
}
