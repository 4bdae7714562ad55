import type { Provider } from '@outcrop/contract'
import { Card, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'

/** Deletes a provider that no published automation uses. */
export function DeleteProvider({ provider }: { readonly provider: Provider }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => api.deleteProvider({ params: { id: provider.id } }),
    onSuccess: async () => {
      await navigate({ to: '/providers' })
      await client.invalidateQueries({ queryKey: ['providers'] })
    },
  })
  return (
    <Card>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          Only a provider that no published automation uses can be deleted.
        </Text>
        <ConfirmButton
          label="Delete provider"
          title={`Delete ${provider.name}?`}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutateAsync()}
        >
          Its credentials are deleted with it. This cannot be undone.
        </ConfirmButton>
      </Group>
    </Card>
  )
}
