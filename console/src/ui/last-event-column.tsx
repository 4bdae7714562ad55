import type { DataTableColumn } from 'mantine-datatable'
import { Time } from './time.tsx'

/** The column that says when the last event came of each thing in a list. */
export function lastEventColumn<
  Item extends { readonly last_event_at: string | null },
>(): DataTableColumn<Item> {
  return {
    accessor: 'last_event_at',
    title: 'Last event',
    textAlign: 'right',
    render: ({ last_event_at }) =>
      last_event_at === null ? 'none yet' : <Time iso={last_event_at} ago />,
  }
}
