import type { Model } from '@outcrop/contract'
import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconBox, IconRefresh, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { useState } from 'react'
import { modelsQuery } from '../../queries.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Failure } from '../../ui/failure.tsx'
import { words } from '../../ui/format.ts'
import { ListTable } from '../../ui/list-table.tsx'
import { Time } from '../../ui/time.tsx'
import { wide } from '../../ui/wide.ts'
import { findModels } from './find-models.ts'
import { useRefreshModels } from './use-refresh-models.ts'
import { May } from '../../ui/may.tsx'

const columns: DataTableColumn<Model>[] = [
  {
    accessor: 'name',
    title: 'Model',
    render: ({ id, name, vendor }) => (
      <div>
        <Text size="sm">
          {name} · {vendor}
        </Text>
        <Group gap={2} wrap="nowrap">
          <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {id}
          </Text>
          <CopyButton value={id} what="model id" />
        </Group>
      </div>
    ),
  },
  { accessor: 'kind', title: 'Kind', ...wide, render: ({ kind }) => words(kind) },
  {
    accessor: 'lifecycle',
    title: 'Lifecycle',
    ...wide,
    render: ({ lifecycle }) => (lifecycle === null ? '–' : words(lifecycle.toLowerCase())),
  },
  {
    accessor: 'invocable',
    title: 'By id alone',
    render: ({ invocable }) => (
      <Badge color={invocable ? 'lichen' : 'yellow'}>{invocable ? 'Yes' : 'No'}</Badge>
    ),
  },
]

/** What a provider offers, with a search. */
export function ModelsTable({ providerId }: { readonly providerId: string }) {
  const [search, setSearch] = useState('')
  const models = useQuery({
    ...modelsQuery(providerId),
    select: ({ items, ...rest }) => ({ ...rest, items: findModels(items, search) }),
  })
  const refresh = useRefreshModels(providerId)
  return (
    <Stack>
      <Group justify="space-between" align="end">
        <TextInput
          label="Search"
          maw={360}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Group gap="sm">
          {models.data && (
            <Text size="sm" c="dimmed">
              Listed <Time iso={models.data.read_at} ago />
            </Text>
          )}
          <May do="refreshModels">
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} />}
              loading={refresh.isPending}
              onClick={() => refresh.mutate()}
            >
              Ask AWS again
            </Button>
          </May>
        </Group>
      </Group>
      {refresh.error && <Failure error={refresh.error} />}
      <Text size="sm" c="dimmed">
        A model that cannot be called by its id alone needs an inference profile or provisioned
        throughput; those are in this list as well.
      </Text>
      <ListTable
        query={models}
        columns={columns}
        empty={
          <Empty icon={IconBox} title="No model matches">
            Search for a part of its name, vendor or id.
          </Empty>
        }
      />
    </Stack>
  )
}
