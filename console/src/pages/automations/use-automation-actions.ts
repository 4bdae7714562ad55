import type { Automation, Definition } from '@outcrop/contract'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'

interface Options {
  readonly saved: Automation | null
  readonly definition: Definition
  /** Called with what the server has now. */
  readonly onSaved: (automation: Automation) => Promise<void> | void
}

const store = (saved: Automation | null, body: Definition) =>
  saved === null
    ? api.createAutomation({ body })
    : api.updateAutomation({ params: { id: saved.id }, body })

/** What can be done with an action: save, publish, pause, resume. */
export function useAutomationActions({ saved, definition, onSaved }: Options) {
  const client = useQueryClient()
  // The latest only: a failure is over when the next try begins, whichever button it is.
  const [error, setError] = useState<unknown>(null)
  const watched = { onMutate: () => setError(null), onError: setError }
  const settle = (text: string) => async (automation: Automation) => {
    client.setQueryData(['automations', automation.id], automation)
    notifications.show({ message: text })
    await onSaved(automation)
    await client.invalidateQueries({ queryKey: ['automations'] })
  }
  const save = useMutation({
    ...watched,
    mutationFn: () => store(saved, definition),
    onSuccess: settle('Draft saved.'),
  })
  const publish = useMutation({
    ...watched,
    mutationFn: async () => {
      const stored = await store(saved, definition)
      // When publishing is refused, the draft is kept all the same, and must not be made twice.
      client.setQueryData(['automations', stored.id], stored)
      try {
        return await api.publishAutomation({ params: { id: stored.id } })
      } catch (error) {
        await onSaved(stored)
        throw error
      }
    },
    onSuccess: settle('Published. It counts from the next event on.'),
    onError: (failure) => {
      setError(failure)
      // Saving a new action moves on to its own page, which knows nothing of this failure.
      if (saved === null) {
        const title = 'Saved as a draft, but not published'
        notifications.show({ color: 'red', title, message: failure.message, autoClose: 15_000 })
      }
    },
  })
  const pause = useMutation({
    ...watched,
    mutationFn: (id: string) => api.pauseAutomation({ params: { id } }),
    onSuccess: settle('Paused. New events start no runs.'),
  })
  const resume = useMutation({
    ...watched,
    mutationFn: (id: string) => api.resumeAutomation({ params: { id } }),
    onSuccess: settle('Resumed.'),
  })
  return { save, publish, pause, resume, error }
}
