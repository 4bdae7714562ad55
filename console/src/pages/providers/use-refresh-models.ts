import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { modelsQuery } from '../../queries.ts'
import { formatNumber } from '../../ui/format.ts'

/** Asks AWS again which models a provider offers; the list is otherwise kept for a day. */
export function useRefreshModels(providerId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.refreshModels({ params: { id: providerId } }),
    onSuccess: (catalogue) => {
      client.setQueryData(modelsQuery(providerId).queryKey, catalogue)
      notifications.show({ message: `AWS lists ${formatNumber(catalogue.items.length)} models and profiles now.` }) // prettier-ignore
    },
  })
}
