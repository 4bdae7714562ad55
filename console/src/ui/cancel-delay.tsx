import type { Delay } from '@outcrop/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { ConfirmButton } from './confirm-button.tsx'

/** Cancels a start that waits. */
export function CancelDelay({ delay: { id, automation, visitor_id } }: { readonly delay: Delay }) {
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => api.cancelDelay({ params: { id } }),
    // Also when it failed: it may have started meanwhile.
    onSettled: () => client.invalidateQueries({ queryKey: ['delays'] }),
  })
  return (
    <ConfirmButton
      inRow
      label="Cancel"
      title={`Cancel the start for ${visitor_id ?? 'an event'}?`}
      pending={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutateAsync()}
    >
      {automation.name} will not start. This cannot be undone.
    </ConfirmButton>
  )
}
