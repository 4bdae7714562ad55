import type { Automation } from '@outcrop/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'

/** Deletes an automation; its runs stay. */
export function DeleteAutomation({ automation }: { readonly automation: Automation }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => api.deleteAutomation({ params: { id: automation.id } }),
    onSuccess: async () => {
      await navigate({ to: '/automations', ignoreBlocker: true })
      await client.invalidateQueries({ queryKey: ['automations'] })
    },
  })
  return (
    <ConfirmButton
      label="Delete"
      variant="subtle"
      title={`Delete ${automation.name}?`}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutateAsync()}
    >
      New events start no runs of it. Its runs stay in the history. This cannot be undone.
    </ConfirmButton>
  )
}
