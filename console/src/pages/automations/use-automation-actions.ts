import type { Automation, Definition } from '@outcrop/contract'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
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
  const settle = (text: string) => async (automation: Automation) => {
    client.setQueryData(['automations', automation.id], automation)
    notifications.show({ message: text })
    await onSaved(automation)
    await client.invalidateQueries({ queryKey: ['automations'] })
  }
  const save = useMutation({
    mutationFn: () => store(saved, definition),
    onSuccess: settle('Draft saved.'),
  })
  const publish = useMutation({
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
    onSuccess: settle('Published. It starts on the next event.'),
    onError: (error) => {
      // Saving a new action moves on to its own page, which knows nothing of this failure.
      if (saved === null) {
        const title = 'Saved as a draft, but not published'
        notifications.show({ color: 'red', title, message: error.message, autoClose: 15_000 })
      }
    },
  })
  const pause = useMutation({
    mutationFn: (id: string) => api.pauseAutomation({ params: { id } }),
    onSuccess: settle('Paused. New events start no runs.'),
  })
  const resume = useMutation({
    mutationFn: (id: string) => api.resumeAutomation({ params: { id } }),
    onSuccess: settle('Resumed.'),
  })
  return { save, publish, pause, resume }
}
