import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, type SubmitEvent } from 'react'
import { toldInForm } from './field-problems.ts'

interface SavingOptions<Saved> {
  readonly save: () => Promise<Saved>
  /** The fields that show their own problems, by the paths that the server uses. */
  readonly shown: readonly string[]
  /** How the keys of the queries begin that are out of date afterwards; of all of them when empty. */
  readonly changes: readonly string[]
  readonly onSaved?: (saved: Saved) => Promise<void> | void
}

/** What a form does when it is submitted: save, show what was wrong beside the fields, and go on. */
export function useSaving<Saved>({ save, shown, changes, onSaved }: SavingOptions<Saved>) {
  const client = useQueryClient()
  const isBusy = useRef(false)
  const { mutate, error, data, isPending, reset } = useMutation({
    mutationFn: save,
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: changes })
      await onSaved?.(saved)
    },
    onSettled: () => {
      isBusy.current = false
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    // A dialog may stand inside another form; React would hand the event on to it.
    event.stopPropagation()
    // The second click of two comes before the button has been drawn anew.
    if (isBusy.current) return
    isBusy.current = true
    mutate()
  }
  return { submit, error, saved: data, isPending, reset, ...toldInForm(error, shown) }
}
