import type { Agent } from '@outcrop/contract'
import { Card, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'

/** Disconnects an agent that no automation uses. */
export function DisconnectAgent({ agent }: { readonly agent: Agent }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => api.deleteAgent({ params: { id: agent.id } }),
    onSuccess: async () => {
      await navigate({ to: '/agents' })
      await client.invalidateQueries({ queryKey: ['agents'] })
    },
  })
  return (
    <Card>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          Only an agent that no automation uses can be disconnected. In AWS it stays as it is.
        </Text>
        <ConfirmButton
          label="Disconnect agent"
          title={`Disconnect ${agent.name}?`}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutateAsync()}
        >
          Its conversations are deleted with it. This cannot be undone.
        </ConfirmButton>
      </Group>
    </Card>
  )
}
