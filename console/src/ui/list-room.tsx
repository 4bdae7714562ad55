import type { Icon } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import type { ReactNode } from 'react'
import { Empty } from './empty.tsx'
import { ListTable } from './list-table.tsx'
import { Page } from './page.tsx'

interface ListRoomProps<Item> {
  readonly title: string
  readonly description: string
  /** The way to one more. */
  readonly create: ReactNode
  readonly query: UseQueryResult<{ items: Item[]; next?: string | null }>
  readonly columns: DataTableColumn<Item>[]
  /** Shown while there is none: what this list is for, and what to do next. */
  readonly empty: { readonly icon: Icon; readonly title: string; readonly text: string }
  /** What follows the list. */
  readonly children?: ReactNode
}

/** The room of all things of one kind. */
export function ListRoom<Item extends { readonly id: string }>(props: ListRoomProps<Item>) {
  const { title, description, create, query, columns, empty, children } = props
  return (
    <Page title={title} description={description} actions={create}>
      <ListTable
        query={query}
        columns={columns}
        empty={
          <Empty icon={empty.icon} title={empty.title} action={create}>
            {empty.text}
          </Empty>
        }
      />
      {children}
    </Page>
  )
}
