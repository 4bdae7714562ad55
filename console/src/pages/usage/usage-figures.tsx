import { FigureCards } from '../../ui/figure-cards.tsx'
import { formatCompact, formatMoney, formatNumber } from '../../ui/format.ts'
import type { UsageTotals } from './usage-totals.ts'

interface UsageFiguresProps {
  readonly totals: UsageTotals
  readonly costUsd: string | null
}

/** The sums of the chosen time. */
export function UsageFigures({ totals, costUsd }: UsageFiguresProps) {
  const { calls, failures, cached, input, output, cacheRead, unpriced, uncounted } = totals
  const figures = [
    {
      name: 'Spend',
      value: formatMoney(costUsd),
      note:
        unpriced === 0
          ? 'at known prices'
          : `${formatNumber(unpriced)} calls without a known price`,
    },
    { name: 'Calls', value: formatCompact(calls), note: `${formatNumber(failures)} failed` },
    {
      name: 'Tokens',
      value: formatCompact(input + output),
      note: `${formatCompact(input)} in, ${formatCompact(output)} out, ${formatCompact(cacheRead)} from the model’s cache${uncounted === 0 ? '' : `; of ${formatNumber(uncounted)} calls unknown`}`,
    },
    { name: 'From the cache', value: formatCompact(cached), note: 'answers that cost nothing' },
  ]
  return <FigureCards figures={figures} />
}
