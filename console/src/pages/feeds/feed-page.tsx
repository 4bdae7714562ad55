import type { Feed } from '@outcrop/contract'
import { Alert, Badge } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { feedQuery } from '../../queries.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { FeedForm, type FeedDraft } from './feed-form.tsx'

function EditFeed({ feed }: { readonly feed: Feed }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const params = { id: feed.id }
  const save = useMutation({
    mutationFn: ({ name, condition }: FeedDraft) =>
      api.updateFeed({ params, body: { name, condition } }),
    onSuccess: async () => {
      notifications.show({ message: 'Feed saved. It applies to events from now on.' })
      await client.invalidateQueries({ queryKey: ['feeds'] })
    },
  })
  const remove = useMutation({
    mutationFn: () => api.deleteFeed({ params }),
    onSuccess: async () => {
      await navigate({ to: '/feeds' })
      await client.invalidateQueries({ queryKey: ['feeds'] })
    },
  })
  return (
    <FeedForm
      initial={{ streamId: feed.stream_id, name: feed.name, condition: feed.condition }}
      streamFixed
      onSave={(draft) => save.mutate(draft)}
      pending={save.isPending}
      error={save.error}
      extra={
        <ConfirmButton
          label="Delete feed"
          title={`Delete ${feed.name}?`}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutateAsync()}
        >
          Only a feed that no automation uses can be deleted. This cannot be undone.
        </ConfirmButton>
      }
    />
  )
}

/** One feed, to be changed. */
export function FeedPage() {
  const { id } = useParams({ from: '/shell/feeds/$id' })
  const feed = useQuery(feedQuery(id))
  return (
    <Page
      title={feed.data?.name ?? 'Feed'}
      above={<TextLink to="/feeds">Feeds</TextLink>}
      beside={feed.data?.built_in === true && <Badge color="gray">Built in</Badge>}
      actions={
        <ButtonLink variant="default" to="/automations/new" search={{ feed_id: id }}>
          New action on this feed
        </ButtonLink>
      }
    >
      <Loaded query={feed}>
        {(data) =>
          data.built_in ? (
            <Alert color="gray" role="note" title="Every event of the stream is in this feed">
              It always exists and cannot be changed.
            </Alert>
          ) : (
            <EditFeed key={data.id} feed={data} />
          )
        }
      </Loaded>
    </Page>
  )
}
