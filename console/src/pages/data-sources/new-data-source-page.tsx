import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { streamsQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { DataSourceForm, type DataSourceDraft } from './data-source-form.tsx'

/** Makes a data source. */
export function NewDataSourcePage() {
  const { stream_id, key = '' } = useSearch({ from: '/shell/data-sources/new' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const streams = useQuery(streamsQuery())
  const create = useMutation({
    mutationFn: ({ streamId, key: wanted, ...rest }: DataSourceDraft) =>
      api.createDataSource({
        body: { stream_id: streamId ?? '', ...rest, ...(wanted !== '' && { key: wanted }) },
      }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['data-sources'] })
      await navigate({ to: '/data-sources/$id', params: { id } })
    },
  })
  return (
    <Page
      title="New data source"
      description="A site, an app or another system that sends events of a stream."
      above={<TextLink to="/data-sources">Data sources</TextLink>}
    >
      <Loaded query={streams}>
        {({ items }) => (
          <DataSourceForm
            initial={{
              streamId: stream_id ?? items[0]?.id ?? null,
              name: key,
              description: '',
              platform: 'web',
              key,
            }}
            isSaved={false}
            onSave={(draft) => create.mutate(draft)}
            pending={create.isPending}
            error={create.error}
          />
        )}
      </Loaded>
    </Page>
  )
}
