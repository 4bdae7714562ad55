import type { Service } from '@outcrop/contract'
import { api } from '../../api.ts'
import { DeletionCard } from '../../ui/deletion-card.tsx'

/** Deletes a service that no automation uses. */
export function DeleteService({ service }: { readonly service: Service }) {
  return (
    <DeletionCard
      operation="deleteService"
      label="Delete service"
      title={`Delete ${service.name}?`}
      note="Only a service that no automation uses can be deleted."
      remove={() => api.deleteService({ params: { id: service.id } })}
      list={{ room: '/services', query: 'services' }}
    >
      This cannot be undone.
    </DeletionCard>
  )
}
