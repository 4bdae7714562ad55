import type { Attribute } from '@outcrop/contract'
import { Badge, Group, Text } from '@mantine/core'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { DataTableColumn } from 'mantine-datatable'
import { attributesQuery, streamsQuery } from '../../queries.ts'
import { attributeTitle } from '../../ui/attribute-title.ts'
import { Empty } from '../../ui/empty.tsx'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { words } from '../../ui/format.ts'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { streamName } from '../../ui/stream-name.ts'
import { wide } from '../../ui/wide.ts'
import { typeLabels } from './change-labels.ts'
import { May } from '../../ui/may.tsx'

const columns: DataTableColumn<Attribute>[] = [
  {
    accessor: 'title',
    title: 'Attribute',
    render: (attribute) => (
      <>
        <Group gap={6}>
          <TextLink to="/attributes/$id" params={{ id: attribute.id }} size="sm">
            {attributeTitle(attribute)}
          </TextLink>
          {attribute.preloaded && <Badge color="gray">Preloaded</Badge>}
        </Group>
        <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {attribute.name}
        </Text>
      </>
    ),
  },
  { accessor: 'type', ...wide, render: ({ type }) => typeLabels[type] },
  { accessor: 'scope', title: 'Belongs to', render: ({ scope }) => words(scope) },
  {
    accessor: 'description',
    ...wide,
    render: ({ description }) => (
      <Text size="sm" c="dimmed" lineClamp={2} maw={480}>
        {description}
      </Text>
    ),
  },
  {
    accessor: 'enrichments',
    textAlign: 'right',
    ...wide,
    render: ({ enrichments }) => enrichments.length,
  },
]

function AttributesOf({ streamId }: { readonly streamId: string }) {
  const attributes = useQuery(attributesQuery(streamId))
  return (
    <ListTable
      query={attributes}
      columns={columns}
      empty={
        <Empty icon={IconTags} title="No attribute yet">
          Create one to keep something of a visitor or of a visit.
        </Empty>
      }
    />
  )
}

/** What is kept of visitors and visits, stream by stream. */
export function AttributesPage() {
  const { stream_id } = useSearch({ from: '/shell/attributes' })
  const navigate = useNavigate()
  const streams = useQuery(streamsQuery())
  const streamId = stream_id ?? streams.data?.items[0]?.id
  const create = (
    <May do="createAttribute">
      <ButtonLink
        to="/attributes/new"
        search={{ stream_id: streamId }}
        leftSection={<IconPlus size={16} />}
      >
        New attribute
      </ButtonLink>
    </May>
  )
  return (
    <Page
      title="Attributes"
      description="What is kept of visitors and visits. Audiences ask about them, and prompts may use them."
      actions={create}
    >
      <Loaded query={streams} height={420}>
        {({ items }) =>
          streamId === undefined ? (
            <Empty icon={IconTags} title="No stream yet" action={create}>
              Attributes belong to a stream. Create the first one on the way.
            </Empty>
          ) : (
            <>
              <Group>
                <FilterSelect
                  label="Stream"
                  none="First stream"
                  data={items.map((stream) => ({ value: stream.id, label: streamName(stream) }))}
                  value={streamId}
                  onChange={(chosen) =>
                    void navigate({
                      to: '/attributes',
                      search: { stream_id: chosen },
                      replace: true,
                    })
                  }
                />
              </Group>
              <AttributesOf streamId={streamId} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
