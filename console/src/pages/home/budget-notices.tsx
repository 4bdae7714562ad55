import { Alert, Stack, Text } from '@mantine/core'
import type { Budget } from '@outcrop/contract'
import { IconWallet } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { budgetsQuery } from '../../queries.ts'
import { formatMoney } from '../../ui/format.ts'
import { TextLink } from '../../ui/links.tsx'

/** Budgets that are used up, or soon will be. */
export function BudgetNotices() {
  const budgets = useQuery({ ...budgetsQuery(), refetchInterval: 10_000 })
  const short = (budgets.data?.items ?? []).filter(({ current }) => current.state !== 'ok')
  if (short.length === 0) return null
  const isSpent = short.some(({ current }) => current.state === 'exceeded')
  return (
    <Alert
      color={isSpent ? 'red' : 'yellow'}
      icon={<IconWallet size={18} />}
      title={isSpent ? 'A budget is used up' : 'A budget is nearly used up'}
    >
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
  return current.state === 'exceeded' ? `${used} Calls that it counts are not made.` : used
}
