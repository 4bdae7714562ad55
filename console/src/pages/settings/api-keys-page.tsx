import type { ApiKey } from '@outcrop/contract'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import type { ReactNode } from 'react'
import { apiKeysQuery } from '../../queries.ts'
import { Empty } from '../../ui/empty.tsx'
import { words } from '../../ui/format.ts'
import { ListTable } from '../../ui/list-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Time } from '../../ui/time.tsx'
import { wide } from '../../ui/wide.ts'
import { DeleteApiKey } from './delete-api-key.tsx'
import { NewApiKeyModal } from './new-api-key-modal.tsx'
import { May } from '../../ui/may.tsx'

const columns: DataTableColumn<ApiKey>[] = [
  { accessor: 'name' },
  { accessor: 'role', render: ({ role }) => words(role) },
  { accessor: 'prefix', title: 'Begins with', ...wide, render: ({ prefix }) => `${prefix}…` },
  {
    accessor: 'last_used_at',
    noWrap: true,
    title: 'Last used',
    ...wide,
    render: ({ last_used_at }) => (last_used_at ? <Time iso={last_used_at} ago /> : 'never'),
  },
  {
    accessor: 'created_at',
    noWrap: true,
    title: 'Created',
    ...wide,
    render: ({ created_at }) => <Time iso={created_at} ago />,
  },
  {
    accessor: 'actions',
    title: 'Actions',
    textAlign: 'right',
    render: (key) => <DeleteApiKey apiKey={key} />,
  },
]

function KeyList({ create }: { readonly create: ReactNode }) {
  const keys = useQuery(apiKeysQuery())
  return (
    <ListTable
      query={keys}
      columns={columns}
      empty={
        <Empty icon={IconKey} title="No API key yet" action={create}>
          A key has a role of its own and can be deleted at any time.
        </Empty>
      }
    />
  )
}

/** Keys for scripts and the command line. */
export function ApiKeysPage() {
  const [opened, { open, close }] = useDisclosure(false)
  const create = (
    <May do="createApiKey">
      <Button leftSection={<IconPlus size={16} />} onClick={open}>
        New API key
      </Button>
    </May>
  )
  return (
    <Page
      title="API keys"
      description="For scripts and the command line. Send one as “Authorization: Bearer …”."
      actions={create}
    >
      <May do="listApiKeys" orSay>
        <KeyList create={create} />
      </May>
      {opened && <NewApiKeyModal onClose={close} />}
    </Page>
  )
}
