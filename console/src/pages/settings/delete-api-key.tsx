import type { ApiKey } from '@outcrop/contract'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'

/** Deletes a key after asking. */
export function DeleteApiKey({ apiKey }: { readonly apiKey: ApiKey }) {
  return (
    <ConfirmButton
      operation="deleteApiKey"
      label="Delete"
      title={`Delete the key “${apiKey.name}”?`}
      inRow
      onConfirm={() => api.deleteApiKey({ params: { id: apiKey.id } })}
      changes={['api-keys']}
    >
      Whatever uses this key stops working within seconds. This cannot be undone.
    </ConfirmButton>
  )
}
