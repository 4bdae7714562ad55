import type { AutomationMetrics, MetricFigures } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { onRun, type Context } from '../session/session.ts'
import { counted, duration, grouped, groupedOrUnknown, shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { automationNamed } from './things-named.ts'
import { pastTime, wholeNumber } from './option-values.ts'

const options = z.object({
  hours: z.number(),
  from: z.string().optional(),
  to: z.string().optional(),
})

export function addMetrics(program: Command, context: Context): void {
  const command = program
    .command('metrics')
    .summary('show how an automation did')
    .description(
      'Shows how the runs of an automation ended in a time, how long they took, what failed, and what they cost: by hour, beyond three days by day.',
    ) // prettier-ignore
    .argument('<automation>', 'its name or id')
    .option('--hours <hours>', 'the last so many hours', wholeNumber(1, 744), 24)
    .option(
      '--from <time>',
      'from this time instead, such as 2026-11-01 or 2026-11-01T12:00Z',
      pastTime,
    ) // prettier-ignore
    .option('--to <time>', 'before this time', pastTime)
  onRun(command, context, async ({ client, terminal }) => {
    const query = options.parse(command.opts())
    const id = await automationNamed(client, z.string().parse(command.args[0]))
    const metrics = await client.getAutomationMetrics({ params: { id }, query })
    terminal.out(shown(metrics).join('\n'))
    terminal.jsonLine({ ok: true, automation_id: id, ...metrics })
    return 0
  })
}

function shown({ totals, points, problems, unit }: AutomationMetrics): string[] {
  if (totals.runs + totals.calls + totals.retries === 0) return ['No runs in this time.']
  const busy = points.filter(({ runs, calls, retries }) => runs + calls + retries > 0)
  const rows = [
    ...busy.map((point) => [timeOf(point.at, unit), ...cellsOf(point)]),
    ['in all', ...cellsOf(totals)],
  ]
  return [
    table(headings(unit), rows),
    ...problems.map(
      ({ code, failed, retried }) => `${code}: ${counted(failed, 'run')} failed, ${counted(retried, 'retry', 'retries')}`, // prettier-ignore
    ),
  ]
}

const timeOf = (iso: string, unit: AutomationMetrics['unit']) =>
  unit === 'day' ? iso.slice(0, 10) : shortTime(iso).slice(0, 16)

const headings = (unit: string) =>
  [unit, 'runs', 'succeeded', 'failed', 'retries', 'p50', 'p95', 'tokens in', 'tokens out', 'usd'].map((word) => word.toUpperCase()) // prettier-ignore

const cellsOf = ({ runs, succeeded, failed, retries, latency_ms: latency, tokens, cost_usd }: MetricFigures) => [
  grouped(runs),
  grouped(succeeded),
  grouped(failed),
  grouped(retries),
  latency ? duration(latency.p50) : '–',
  latency ? duration(latency.p95) : '–',
  groupedOrUnknown(tokens.input),
  groupedOrUnknown(tokens.output),
  cost_usd ?? '–',
] // prettier-ignore
