import type { RouteInput, routes } from '@outcrop/contract'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '../../ui/format.ts'
import { ListTable } from '../../ui/list-table.tsx'
import { visitorSearchQuery } from '../../visitor-queries.ts'
import { NoVisitors } from './no-visitors.tsx'
import { visitorColumns } from './visitor-columns.tsx'

interface FoundVisitorsProps {
  readonly search: RouteInput<typeof routes.searchVisitors>['body']
}

const pages = { first: 'From the beginning', next: 'Look further' }

/** Visitors that meet a condition, and how many were looked at to find them. */
export function FoundVisitors({ search }: FoundVisitorsProps) {
  const found = useQuery(visitorSearchQuery(search))
  const { data } = found
  return (
    <>
      {data && (
        <Text size="sm" c="dimmed" role="status">
          Looked at {formatNumber(data.looked)} visitors by id
          {data.next === null ? ', and at all that there are.' : '. There are more: look further.'}
        </Text>
      )}
      <ListTable
        query={found}
        columns={visitorColumns}
        cursor={search.cursor}
        pages={pages}
        empty={<NoVisitors filtered />}
      />
    </>
  )
}
