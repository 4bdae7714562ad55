import type { Usage } from '@outcrop/contract'
import { FigureCards } from '../../ui/figure-cards.tsx'
import { formatCompact, formatMoney, formatNumber } from '../../ui/format.ts'

/** The sums of the chosen time. */
export function Totals({ totals }: { readonly totals: Usage['totals'] }) {
  const share = totals.runs === 0 ? 0 : totals.failures / totals.runs
  const figures = [
    { name: 'Events', value: formatCompact(totals.events), note: 'collected' },
    { name: 'Runs', value: formatCompact(totals.runs), note: 'ended' },
    {
      name: 'Failures',
      value: formatCompact(totals.failures),
      note: `${share.toLocaleString(undefined, { style: 'percent', maximumFractionDigits: 1 })} of the runs`,
    },
    {
      name: 'Spend',
      value: formatMoney(totals.cost_usd),
      note: `${formatNumber(totals.calls)} calls, ${formatCompact(totals.tokens.input + totals.tokens.output)} tokens`,
    },
  ]
  return <FigureCards figures={figures} />
}
