import type { Held } from '@outcrop/contract'
import { Button, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, problemOf } from '../../api.ts'
import { heldTitle } from './held-title.ts'

/** Lets one be tried at once: it is gone from the list then, or says why it failed again. */
export function RetryHeld({ held }: { readonly held: Held }) {
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.retryHeld({ params: { id: held.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['held'] }),
  })
  return (
    <>
      {error && (
        <Text size="sm" role="alert">
          {problemOf(error)?.detail ?? error.message}
        </Text>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={16} />}
        aria-label={`Retry now: ${heldTitle(held)}`}
        loading={isPending}
        onClick={() => mutate()}
      >
        Retry now
      </Button>
    </>
  )
}
