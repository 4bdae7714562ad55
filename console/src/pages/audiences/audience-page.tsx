import type { Audience } from '@outcrop/contract'
import { Badge, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { audienceQuery } from '../../queries.ts'
import { DeletionCard } from '../../ui/deletion-card.tsx'
import { counted } from '../../ui/format.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { StartsHere } from '../automations/starts-here.tsx'
import { AudienceForm, audienceDraft } from './audience-form.tsx'
import { FillProgress } from './fill-progress.tsx'
import { May } from '../../ui/may.tsx'

function EditAudience({ audience }: { readonly audience: Audience }) {
  const params = { id: audience.id }
  return (
    <>
      <AudienceForm
        initial={audienceDraft(audience)}
        isSaved
        save={({ name, description, condition }) =>
          api.updateAudience({ params, body: { name, description, condition } })
        }
        onSaved={() => {
          notifications.show({ message: 'Audience saved. Visitors are sorted into it anew.' })
        }}
      />
      <StartsHere id={audience.id} />
      <DeletionCard
        operation="deleteAudience"
        label="Delete audience"
        title={`Delete ${audience.name}?`}
        note="Only an audience that no automation starts on can be deleted."
        remove={() => api.deleteAudience({ params })}
        list={{ room: '/audiences', query: 'audiences' }}
      >
        Its visitors stay. This cannot be undone.
      </DeletionCard>
    </>
  )
}

/** One audience, to be changed. */
export function AudiencePage() {
  const { id } = useParams({ from: '/shell/audiences/$id' })
  const audience = useQuery({
    ...audienceQuery(id),
    refetchInterval: ({ state }) => (state.data?.filling ? 1_000 : 5_000),
  })
  const { data } = audience
  return (
    <Page
      title={data?.name ?? 'Audience'}
      above={<TextLink to="/audiences">Audiences</TextLink>}
      beside={data && <Badge color="gray">{counted(data.size, 'visitor')}</Badge>}
      actions={
        <>
          {data && (
            <ButtonLink
              variant="default"
              to="/visitors"
              search={{ stream_id: data.stream_id, audience_id: id }}
            >
              Show its visitors
            </ButtonLink>
          )}
          <May do="createAutomation">
            <ButtonLink variant="default" to="/automations/new" search={{ audience_id: id }}>
              New action on this audience
            </ButtonLink>
          </May>
        </>
      }
    >
      <Loaded query={audience}>
        {(found) => (
          <Stack gap="lg" maw={980}>
            {found.filling && <FillProgress filling={found.filling} />}
            <EditAudience key={found.id} audience={found} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
