import { Alert, Stack, Text } from '@mantine/core'
import type { Budget } from '@outcrop/contract'
import { IconWallet } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { budgetsQuery } from '../../queries.ts'
import { formatMoney } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'

const severity = [
  { state: 'exceeded', color: 'red', title: 'A budget is used up' },
  { state: 'refusing', color: 'red', title: 'A budget has no room for a call' },
  { state: 'warning', color: 'yellow', title: 'A budget is nearly used up' },
] as const

/** Budgets that are used up, or soon will be. */
export function BudgetNotices() {
  const budgets = useQuery({ ...budgetsQuery(), refetchInterval: 10_000 })
  const short = (budgets.data?.items ?? []).filter(({ current }) => current.state !== 'ok')
  if (short.length === 0) return null
  const [worst] = severity.filter(({ state }) =>
    short.some(({ current }) => current.state === state),
  )
  return (
    <Alert color={worst?.color ?? 'yellow'} icon={<IconWallet size={18} />} title={worst?.title}>
      <Stack gap={4}>
        {short.map((budget) => (
          <Text key={budget.id} size="sm">
            {noticeOf(budget)}
          </Text>
        ))}
        <TextLink to="/budgets" size="sm">
          Budgets
        </TextLink>
      </Stack>
    </Alert>
  )
}

function noticeOf({ name, amount_usd, period, current }: Budget): string {
  const used = `“${name}”: ${formatMoney(current.spent_usd)} of ${formatMoney(amount_usd)} this ${period} are spent.`
  if (current.state === 'exceeded') return `${used} Calls that it counts are not made.`
  if (current.state === 'refusing') return `${used} The last call found too little left, and was not made.` // prettier-ignore
  return used
}
