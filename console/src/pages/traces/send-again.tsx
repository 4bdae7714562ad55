import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'

/** Sends the events of a trace once more, and goes to the trace that they join. */
export function SendAgain({ traceId }: { readonly traceId: string }) {
  const navigate = useNavigate()
  return (
    <ConfirmButton
      operation="sendTraceAgain"
      label="Send events again"
      title="Send these events again?"
      variant="subtle"
      onConfirm={() => api.sendTraceAgain({ params: { id: traceId } })}
      changes={['traces']}
      onDone={({ id }) => navigate({ to: '/trace', search: { id } })}
    >
      The events that were collected are sent once more, in their order and at once, as new events
      in a new trace. Visitors change again, actions start again, and their calls cost again.
    </ConfirmButton>
  )
}
