import type { Service } from '@outcrop/contract'
import { Card, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'

/** Deletes a service that no automation uses. */
export function DeleteService({ service }: { readonly service: Service }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => api.deleteService({ params: { id: service.id } }),
    onSuccess: async () => {
      await navigate({ to: '/services' })
      await client.invalidateQueries({ queryKey: ['services'] })
    },
  })
  return (
    <Card>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          Only a service that no automation uses can be deleted.
        </Text>
        <ConfirmButton
          label="Delete service"
          title={`Delete ${service.name}?`}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutateAsync()}
        >
          This cannot be undone.
        </ConfirmButton>
      </Group>
    </Card>
  )
}
