import type { ApiKey } from '@outcrop/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'

/** Deletes a key after asking. */
export function DeleteApiKey({ apiKey }: { readonly apiKey: ApiKey }) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => api.deleteApiKey({ params: { id: apiKey.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  })
  return (
    <ConfirmButton
      label="Delete"
      title={`Delete the key “${apiKey.name}”?`}
      inRow
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutateAsync()}
    >
      Whatever uses this key stops working within seconds. This cannot be undone.
    </ConfirmButton>
  )
}
