import type { MetricFigures } from '@outcrop/contract'

/** How many of the runs succeeded. A failure is never rounded away, and neither is a success. */
export function successShare({ runs, succeeded }: Pick<MetricFigures, 'runs' | 'succeeded'>) {
  if (runs === 0) return '–'
  const tenths = (succeeded / runs) * 1000
  const rounded = succeeded * 2 < runs ? Math.ceil(tenths) : Math.floor(tenths)
  return new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 }).format(
    rounded / 1000,
  )
}
