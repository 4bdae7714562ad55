import type { RouteInput, routes } from '@outcrop/contract'
import { useQuery } from '@tanstack/react-query'
import { visitorsQuery } from '../../queries.ts'
import { ListTable } from '../../ui/list-table.tsx'
import { NoVisitors } from './no-visitors.tsx'
import { visitorColumns } from './visitor-columns.tsx'

interface ListedVisitorsProps {
  readonly filter: RouteInput<typeof routes.listVisitors>['query']
}

const pages = { first: 'First page', next: 'Next page' }

/** Visitors by id. */
export function ListedVisitors({ filter }: ListedVisitorsProps) {
  const visitors = useQuery({ ...visitorsQuery(filter), refetchInterval: 4_000 })
  const { audience_id, id_prefix, cursor } = filter
  return (
    <ListTable
      query={visitors}
      columns={visitorColumns}
      cursor={cursor}
      pages={pages}
      empty={<NoVisitors filtered={audience_id !== undefined || id_prefix !== undefined} />}
    />
  )
}
