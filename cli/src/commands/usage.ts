import { usageDimensions, type UsageGroup } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { onRun, type Context } from '../session/session.ts'
import { grouped, groupedOrUnknown } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { oneOf, pastTime, wholeNumber } from './option-values.ts'

const options = z.object({
  by: z.enum(usageDimensions),
  hours: z.number(),
  from: z.string().optional(),
  to: z.string().optional(),
})

export function addUsage(program: Command, context: Context): void {
  const command = program
    .command('usage')
    .summary('sum up calls, tokens and cost')
    .description('Sums up the calls of Bedrock in a time: how many, their tokens, what they cost.')
    .option(
      `--by <what>`,
      `sum up by ${usageDimensions.join(', ')}`,
      oneOf(usageDimensions),
      'automation',
    ) // prettier-ignore
    .option('--hours <hours>', 'the last so many hours', wholeNumber(1, 744), 24)
    .option(
      '--from <time>',
      'from this time instead, such as 2026-11-01 or 2026-11-01T12:00Z',
      pastTime,
    )
    .option('--to <time>', 'before this time', pastTime)
  onRun(command, context, async ({ client, terminal }) => {
    const { by, hours, from, to } = options.parse(command.opts())
    const usage = await client.getUsage({ query: { hours, from, to, group_by: by } })
    const groups = usage.groups ?? []
    terminal.out(groups.length === 0 ? 'No calls in this time.' : table(headings(by), groups.map(rowOf))) // prettier-ignore
    terminal.jsonLine({ ok: true, by, groups })
    return 0
  })
}

const headings = (by: string) =>
  [by, 'calls', 'failed', 'cached', 'tokens in', 'tokens out', 'uncounted', 'usd', 'unpriced'].map((word) => word.toUpperCase()) // prettier-ignore

const rowOf = (group: UsageGroup) => [
  group.name === '' ? '–' : group.name,
  grouped(group.calls),
  grouped(group.failures),
  grouped(group.cached),
  groupedOrUnknown(group.tokens.input),
  groupedOrUnknown(group.tokens.output),
  grouped(group.uncounted),
  group.cost_usd ?? '–',
  grouped(group.unpriced),
]
