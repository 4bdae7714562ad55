import { Stack } from '@mantine/core'
import { IconClipboardCheck, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { specificationsQuery } from '../../collection-queries.ts'
import { streamsQuery } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Page } from '../../ui/page.tsx'
import { specificationColumns } from './specification-columns.tsx'
import { UnspecifiedEvents } from './unspecified-events.tsx'

/** What events should hold, and how they keep to it. */
export function SpecificationsPage() {
  const specifications = useQuery({ ...specificationsQuery(), refetchInterval: 10_000 })
  const streams = useQuery(streamsQuery()).data?.items ?? []
  const create = (
    <ButtonLink to="/specifications/new" search={{}} leftSection={<IconPlus size={16} />}>
      New specification
    </ButtonLink>
  )
  return (
    <Page
      title="Specifications"
      description="What the events of each name should hold. Events are judged by it, and never refused for it."
      actions={create}
    >
      <Stack gap="xl">
        <ListTable
          query={specifications}
          columns={specificationColumns(streams)}
          paged={false}
          empty={
            <Empty icon={IconClipboardCheck} title="No specification yet" action={create}>
              Say which attributes an event should have, and of which types. Make one from a recent
              event, or by hand.
            </Empty>
          }
        />
        {specifications.data && <UnspecifiedEvents />}
      </Stack>
    </Page>
  )
}
