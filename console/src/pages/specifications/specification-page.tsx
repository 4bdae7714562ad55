import type { Specification } from '@outcrop/contract'
import { Card, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { specificationQuery } from '../../collection-queries.ts'
import { DeletionCard } from '../../ui/deletion-card.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Time } from '../../ui/time.tsx'
import { SpecificationForm, specificationDraft } from './specification-form.tsx'
import { SpecificationVolume } from './specification-volume.tsx'
import { VerdictCountList } from './verdict-count-list.tsx'
import { May } from '../../ui/may.tsx'

function EditSpecification({ specification }: { readonly specification: Specification }) {
  const params = { id: specification.id }
  return (
    <>
      <SpecificationForm
        initial={specificationDraft(specification)}
        isSaved
        save={({ description, attributes, allow_others }) =>
          api.updateSpecification({ params, body: { description, attributes, allow_others } })
        }
        onSaved={() => {
          const message = 'Specification saved. Events from now on are counted by it.'
          notifications.show({ message })
        }}
      />
      <DeletionCard
        operation="deleteSpecification"
        label="Delete specification"
        title={`Delete the specification of ${specification.name}?`}
        note="Events of this name are then judged no more."
        remove={() => api.deleteSpecification({ params })}
        list={{ room: '/specifications', query: 'specifications' }}
      >
        Its counts are deleted with it. The events stay. This cannot be undone.
      </DeletionCard>
    </>
  )
}

function SpecificationFacts({ specification }: { readonly specification: Specification }) {
  const { events_24h, events_7d, events_30d, last_event_at } = specification
  return (
    <Card>
      <FactList
        facts={[
          ['Last event', last_event_at === null ? 'none yet' : <Time key="last" iso={last_event_at} ago />], // prettier-ignore
          ['24 hours', <VerdictCountList key="day" counts={events_24h} />],
          ['7 days', <VerdictCountList key="week" counts={events_7d} />],
          ['30 days', <VerdictCountList key="month" counts={events_30d} />],
        ]}
      />
    </Card>
  )
}

/** One specification: how events keep to it, and what it asks for. */
export function SpecificationPage() {
  const { id } = useParams({ from: '/shell/specifications/$id' })
  const specification = useQuery({ ...specificationQuery(id), refetchInterval: 5_000 })
  const { data } = specification
  return (
    <Page
      title={data?.name ?? 'Specification'}
      above={<TextLink to="/specifications">Specifications</TextLink>}
      actions={
        data && (
          <>
            <ButtonLink
              variant="default"
              to="/events"
              search={{ stream_id: data.stream_id, specification_id: id }}
            >
              Show its events
            </ButtonLink>
            <May do="createFeed">
              <ButtonLink
                variant="default"
                to="/feeds/new"
                search={{ stream_id: data.stream_id, specification_id: id }}
              >
                Make a feed of these
              </ButtonLink>
            </May>
          </>
        )
      }
    >
      <Loaded query={specification} height={900}>
        {(found) => (
          <Stack gap="lg" maw={980}>
            <SpecificationFacts specification={found} />
            <SpecificationVolume specification={found} />
            <EditSpecification key={found.id} specification={found} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
