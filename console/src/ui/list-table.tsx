import { Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { DataTable, type DataTableColumn } from 'mantine-datatable'
import type { ReactNode } from 'react'
import { Failure } from './failure.tsx'
import { Pager, type PagerWords } from './pager.tsx'

interface ListPage<Item> {
  readonly items: Item[]
  readonly next?: string | null
}

interface ListTableProps<Item> {
  readonly query: UseQueryResult<ListPage<Item>>
  readonly columns: DataTableColumn<Item>[]
  /** Shown instead of a table without rows. */
  readonly empty: ReactNode
  /** The cursor in the address, when the list has pages. */
  readonly cursor?: string | undefined
  /** How its pages are called when they are not in the order of time. */
  readonly pages?: PagerWords
  /** Whether there is a way to the next page: not where a list is only an excerpt. */
  readonly paged?: boolean
}

/** A list of things of one kind: loading, empty, failed or there. */
export function ListTable<Item extends { readonly id: string }>({
  query,
  columns,
  empty,
  cursor,
  pages,
  paged = true,
}: ListTableProps<Item>) {
  const { data, isError, error } = query
  if (data === undefined && isError) {
    return <Failure error={error} onRetry={() => void query.refetch()} />
  }
  if (data === undefined) return <Skeleton height={360} role="status" aria-label="Loading" />
  return (
    <>
      {isError && <Failure error={error} onRetry={() => void query.refetch()} />}
      {data.items.length === 0 ? (
        empty
      ) : (
        <DataTable
          withTableBorder
          borderRadius="md"
          verticalSpacing="xs"
          highlightOnHover
          records={data.items}
          columns={columns}
          fetching={query.isPlaceholderData}
          scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0 } }}
        />
      )}
      {paged && <Pager cursor={cursor} next={data.next ?? null} words={pages} />}
    </>
  )
}
