import type { Feed } from '@outcrop/contract'
import { Alert, Badge, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { feedQuery } from '../../queries.ts'
import { DeletionCard } from '../../ui/deletion-card.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { without } from '../../ui/without.ts'
import { StartsHere } from '../automations/starts-here.tsx'
import { feedDraft } from './feed-draft.ts'
import { FeedForm } from './feed-form.tsx'
import { May } from '../../ui/may.tsx'

function EditFeed({ feed }: { readonly feed: Feed }) {
  const params = { id: feed.id }
  return (
    <>
      <FeedForm
        initial={feedDraft(feed)}
        isSaved
        save={(draft) => api.updateFeed({ params, body: without(draft, 'stream_id') })}
        onSaved={() => {
          notifications.show({ message: 'Feed saved. It applies to events from now on.' })
        }}
      />
      <StartsHere id={feed.id} />
      <DeletionCard
        operation="deleteFeed"
        label="Delete feed"
        title={`Delete ${feed.name}?`}
        note="Only a feed that no automation uses can be deleted."
        remove={() => api.deleteFeed({ params })}
        list={{ room: '/feeds', query: 'feeds' }}
      >
        This cannot be undone.
      </DeletionCard>
    </>
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
        <May do="createAutomation">
          <ButtonLink variant="default" to="/automations/new" search={{ feed_id: id }}>
            New action on this feed
          </ButtonLink>
        </May>
      }
    >
      <Loaded query={feed}>
        {(data) => (
          <Stack gap="lg" maw={980}>
            {data.built_in && (
              <Alert color="gray" role="note" title="Every event of the stream is in this feed">
                It always exists and cannot be changed.
              </Alert>
            )}
            {data.built_in ? <StartsHere id={data.id} /> : <EditFeed key={data.id} feed={data} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
