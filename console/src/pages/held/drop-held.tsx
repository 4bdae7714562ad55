import type { Held } from '@outcrop/contract'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { heldTitle } from './held-title.ts'

/** Gives up one that can never be done. */
export function DropHeld({ held }: { readonly held: Held }) {
  return (
    <ConfirmButton
      operation="dropHeld"
      inRow
      label="Drop"
      title={`Drop ${heldTitle(held)}?`}
      changes={['held']}
      onConfirm={() => api.dropHeld({ params: { id: held.id } })}
    >
      {held.kind === 'event'
        ? 'The event stays in the list of events, but is never applied to its visitor and starts nothing.'
        : 'The two visitors stay two, until an event brings them together anew.'}{' '}
      Do this only when what it says cannot be mended. It cannot be undone.
    </ConfirmButton>
  )
}
