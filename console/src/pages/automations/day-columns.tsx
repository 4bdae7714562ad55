import type { Automation, AutomationMetricsList, MetricFigures } from '@outcrop/contract'
import type { DataTableColumn } from 'mantine-datatable'
import { formatDuration, formatMoney, formatNumber } from '../../ui/format.ts'
import { desk } from '../../ui/wide.ts'
import { successShare } from './success-share.ts'

/** How the automations of a list did in the last day. */
export function dayColumns(
  metrics: AutomationMetricsList | undefined,
): DataTableColumn<Automation>[] {
  const figures = new Map(metrics?.items.map((one) => [one.automation_id, one]))
  const column = (
    accessor: string,
    title: string,
    shown: (one: MetricFigures) => string,
  ): DataTableColumn<Automation> => ({
    accessor,
    title,
    textAlign: 'right',
    noWrap: true,
    ...desk,
    render: ({ id }) => {
      const one = figures.get(id)
      return one ? shown(one) : '–'
    },
  })
  return [
    column('runs_24h', 'Runs, 24 h', ({ runs }) => formatNumber(runs)),
    column('succeeded_24h', 'Succeeded', successShare),
    column('p95_24h', 'p95', ({ latency_ms }) => formatDuration(latency_ms?.p95 ?? null)),
    column('cost_24h', 'Cost, 24 h', ({ cost_usd }) => formatMoney(cost_usd)),
  ]
}
