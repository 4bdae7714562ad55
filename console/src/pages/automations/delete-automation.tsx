import type { Automation } from '@outcrop/contract'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'

/** Deletes an automation; its runs stay. */
export function DeleteAutomation({ automation }: { readonly automation: Automation }) {
  const navigate = useNavigate()
  return (
    <ConfirmButton
      operation="deleteAutomation"
      label="Delete"
      variant="subtle"
      title={`Delete ${automation.name}?`}
      onConfirm={() => api.deleteAutomation({ params: { id: automation.id } })}
      changes={['automations']}
      onDone={() => navigate({ to: '/automations', ignoreBlocker: true })}
    >
      New events start no runs of it. Its runs stay in the history. This cannot be undone.
    </ConfirmButton>
  )
}
