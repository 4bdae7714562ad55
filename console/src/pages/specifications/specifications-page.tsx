import { IconClipboardCheck, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { specificationsQuery } from '../../collection-queries.ts'
import { streamsQuery } from '../../queries.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { ListRoom } from '../../ui/list-room.tsx'
import { specificationColumns } from './specification-columns.tsx'
import { UnspecifiedEvents } from './unspecified-events.tsx'
import { May } from '../../ui/may.tsx'

/** What events should hold, and how they keep to it. */
export function SpecificationsPage() {
  const specifications = useQuery({ ...specificationsQuery(), refetchInterval: 10_000 })
  const streams = useQuery(streamsQuery()).data?.items ?? []
  const create = (
    <May do="createSpecification">
      <ButtonLink to="/specifications/new" search={{}} leftSection={<IconPlus size={16} />}>
        New specification
      </ButtonLink>
    </May>
  )
  return (
    <ListRoom
      title="Specifications"
      description="What the events of each name should hold. Events are judged by it, and never refused for it."
      create={create}
      query={specifications}
      columns={specificationColumns(streams)}
      empty={{
        icon: IconClipboardCheck,
        title: 'No specification yet',
        text: 'Say which attributes an event should have, and of which types. Make one from a recent event, or by hand.',
      }}
    >
      {specifications.data && <UnspecifiedEvents />}
    </ListRoom>
  )
}
