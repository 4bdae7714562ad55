import type { Agent } from '@outcrop/contract'
import { api } from '../../api.ts'
import { DeletionCard } from '../../ui/deletion-card.tsx'

/** Disconnects an agent that no automation uses. */
export function DisconnectAgent({ agent }: { readonly agent: Agent }) {
  return (
    <DeletionCard
      operation="deleteAgent"
      label="Disconnect agent"
      title={`Disconnect ${agent.name}?`}
      note="Only an agent that no automation uses can be disconnected. In AWS it stays as it is."
      remove={() => api.deleteAgent({ params: { id: agent.id } })}
      list={{ room: '/agents', query: 'agents' }}
    >
      Its conversations are deleted with it. This cannot be undone.
    </DeletionCard>
  )
}
