import { Text } from '@mantine/core'
import type { UsageGroup } from '@outcrop/contract'
import { IconChartBar } from '@tabler/icons-react'
import { DataTable, type DataTableColumn } from 'mantine-datatable'
import { Empty } from '../../ui/empty.tsx'
import { formatCount, formatMoney, formatNumber } from '../../ui/format.ts'
import { wide } from '../../ui/wide.ts'

const number = (title: string, pick: (group: UsageGroup) => number | null, isWide = true) => ({
  accessor: title,
  title,
  textAlign: 'right' as const,
  ...(isWide && wide),
  render: (group: UsageGroup) => formatCount(pick(group)),
})

const columnsFor = (what: string): DataTableColumn<UsageGroup>[] => [
  {
    accessor: 'name',
    title: what,
    render: ({ key, name }) => (
      <Text size="sm" style={{ wordBreak: 'break-word' }} {...(key === '' && { c: 'dimmed' })}>
        {key === '' ? `No ${what.toLowerCase()}` : name}
      </Text>
    ),
  },
  number('Calls', ({ calls }) => calls, false),
  number('Failed', ({ failures }) => failures),
  number('From the cache', ({ cached }) => cached),
  {
    ...number('Tokens in', ({ tokens }) => tokens.input),
    render: ({ tokens, uncounted }) => (
      <>
        {formatCount(tokens.input)}
        {uncounted > 0 && <Note>{`${formatNumber(uncounted)} unknown`}</Note>}
      </>
    ),
  },
  number('Tokens out', ({ tokens }) => tokens.output),
  {
    accessor: 'cost_usd',
    title: 'Spend',
    textAlign: 'right',
    render: ({ cost_usd, unpriced }) => (
      <>
        {formatMoney(cost_usd)}
        {unpriced > 0 && <Note>{`${formatNumber(unpriced)} unpriced`}</Note>}
      </>
    ),
  },
]

function Note({ children }: { readonly children: string }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  )
}

interface UsageTableProps {
  readonly groups: readonly UsageGroup[]
  /** Heading of the first column. */
  readonly what: string
}

/** Who or what the calls were made for, the dearest first. */
export function UsageTable({ groups, what }: UsageTableProps) {
  if (groups.length === 0) {
    return (
      <Empty icon={IconChartBar} title="No calls in this time">
        Every call of Bedrock is counted here, with its tokens and what it cost.
      </Empty>
    )
  }
  return (
    <DataTable
      withTableBorder
      borderRadius="md"
      verticalSpacing="xs"
      idAccessor="key"
      records={[...groups]}
      columns={columnsFor(what)}
      scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0 } }}
    />
  )
}
