import type { Delay } from '@outcrop/contract'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import { ConfirmButton } from './confirm-button.tsx'

/** Cancels a start that waits. */
export function CancelDelay({ delay: { id, automation, visitor_id } }: { readonly delay: Delay }) {
  const client = useQueryClient()
  // Also when it failed: it may have started meanwhile.
  const cancel = () =>
    api.cancelDelay({ params: { id } }).finally(() => client.invalidateQueries({ queryKey: ['delays'] })) // prettier-ignore
  return (
    <ConfirmButton
      operation="cancelDelay"
      inRow
      label="Cancel start"
      title={`Cancel the start for ${visitor_id ?? 'an event'}?`}
      changes={['delays']}
      onConfirm={cancel}
    >
      {automation.name} will not start. This cannot be undone.
    </ConfirmButton>
  )
}
