import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { streamsQuery } from '../../queries.ts'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { emptyComparison } from './empty-comparison.ts'
import { FeedForm, type FeedDraft } from './feed-form.tsx'

/** Makes a feed. */
export function NewFeedPage() {
  const { stream_id } = useSearch({ from: '/shell/feeds/new' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const streams = useQuery(streamsQuery())
  const create = useMutation({
    mutationFn: ({ streamId, name, condition }: FeedDraft) =>
      api.createFeed({ body: { stream_id: streamId ?? '', name, condition } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['feeds'] })
      await navigate({ to: '/feeds' })
    },
  })
  return (
    <Page
      title="New feed"
      description="A feed is a named condition on events. Actions start on the events of a feed."
      above={<TextLink to="/feeds">Feeds</TextLink>}
    >
      <Loaded query={streams}>
        {({ items }) => (
          <FeedForm
            initial={{
              streamId: stream_id ?? items[0]?.id ?? null,
              name: '',
              condition: { all: [{ ...emptyComparison, attribute: 'tealium_event' }] },
            }}
            streamFixed={false}
            onSave={(draft) => create.mutate(draft)}
            pending={create.isPending}
            error={create.error}
          />
        )}
      </Loaded>
    </Page>
  )
}
