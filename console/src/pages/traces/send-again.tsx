import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'

/** Sends the events of a trace once more, and goes to the trace that they join. */
export function SendAgain({ traceId }: { readonly traceId: string }) {
  const navigate = useNavigate()
  const send = useMutation({
    mutationFn: () => api.sendTraceAgain({ params: { id: traceId } }),
    onSuccess: ({ id }) => navigate({ to: '/trace', search: { id } }),
  })
  return (
    <ConfirmButton
      label="Send events again"
      title="Send these events again?"
      variant="subtle"
      pending={send.isPending}
      error={send.error}
      onConfirm={() => send.mutateAsync()}
    >
      The events that were collected are sent once more, in their order and at once, as new events
      in a new trace. Visitors change again, actions start again, and their calls cost again.
    </ConfirmButton>
  )
}
