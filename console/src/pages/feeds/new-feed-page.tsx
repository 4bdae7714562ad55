import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { InStream } from '../../ui/in-stream.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { newFeedDraft } from './feed-draft.ts'
import { FeedForm } from './feed-form.tsx'

/** Makes a feed. */
export function NewFeedPage() {
  const asked = useSearch({ from: '/shell/feeds/new' })
  const navigate = useNavigate()
  return (
    <Page
      title="New feed"
      description="A feed is a named condition on events. Actions start on the events of a feed."
      above={<TextLink to="/feeds">Feeds</TextLink>}
    >
      <InStream asked={asked.stream_id}>
        {(stream_id) => (
          <FeedForm
            initial={newFeedDraft(stream_id, asked)}
            isSaved={false}
            save={(draft) => api.createFeed({ body: draft })}
            onSaved={() => navigate({ to: '/feeds', ignoreBlocker: true })}
          />
        )}
      </InStream>
    </Page>
  )
}
