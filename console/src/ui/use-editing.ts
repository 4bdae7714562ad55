import { useState } from 'react'
import { sameJson } from './same-json.ts'
import { useSaving } from './use-saving.ts'

interface EditingOptions<Draft, Saved> {
  /** What the server has, or what a new thing begins with. */
  readonly initial: Draft
  readonly save: (draft: Draft) => Promise<Saved>
  /** What the form holds of a thing that is saved. */
  readonly draftOf: (saved: Saved) => Draft
  /** The fields that show their own problems, by the paths that the server uses. */
  readonly shown: readonly string[]
  /** How the keys of the queries begin that are out of date afterwards. */
  readonly changes: readonly string[]
  readonly onSaved: (saved: Saved) => Promise<void> | void
}

/** A thing in a form. What others save meanwhile is taken over as long as nothing has been typed. */
export function useEditing<Draft extends object, Saved>(options: EditingOptions<Draft, Saved>) {
  const { initial, save, draftOf, ...rest } = options
  const [draft, setDraft] = useState(initial)
  const [kept, setKept] = useState(initial)
  const [seen, setSeen] = useState(initial)
  const isDirty = !sameJson(draft, kept)
  if (!sameJson(seen, initial)) {
    setSeen(initial)
    setKept(initial)
    if (!isDirty) setDraft(initial)
  }
  const saving = useSaving({
    ...rest,
    save: async () => {
      const saved = await save(draft)
      const next = draftOf(saved)
      setKept(next)
      // Whoever typed on while it was being saved keeps what was typed.
      setDraft((now) => (now === draft ? next : now))
      return saved
    },
  })
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  return { ...saving, draft, setDraft, change, isDirty }
}
