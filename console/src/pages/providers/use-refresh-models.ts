import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { modelsQuery } from '../../queries.ts'

/** Asks AWS again which models a provider offers; the list is otherwise kept for a day. */
export function useRefreshModels(providerId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api.refreshModels({ params: { id: providerId } }),
    onSuccess: (catalogue) => {
      client.setQueryData(modelsQuery(providerId).queryKey, catalogue)
    },
  })
}
