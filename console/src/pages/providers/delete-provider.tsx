import type { Provider } from '@outcrop/contract'
import { api } from '../../api.ts'
import { DeletionCard } from '../../ui/deletion-card.tsx'

/** Deletes a provider that no published automation uses. */
export function DeleteProvider({ provider }: { readonly provider: Provider }) {
  return (
    <DeletionCard
      operation="deleteProvider"
      label="Delete provider"
      title={`Delete ${provider.name}?`}
      note="Only a provider that no published automation uses can be deleted."
      remove={() => api.deleteProvider({ params: { id: provider.id } })}
      list={{ room: '/providers', query: 'providers' }}
    >
      Its credentials are deleted with it. This cannot be undone.
    </DeletionCard>
  )
}
