import type { PausedTarget } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { onRun, type Context } from '../session/session.ts'
import { shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'

const named = z.tuple([z.string()])

/** What AWS denies to providers that otherwise work. */
export function addPausedTargets(providers: Command, context: Context): void {
  const listing = providers.command('paused')
    .summary('list what AWS denies while the rest works')
    .description('Lists the models, prompts, flows and agents that AWS denies, why, and how many runs wait for each.') // prettier-ignore
  onRun(listing, context, async ({ client, terminal }) => {
    const { items } = await client.listPausedTargets({ query: {} })
    terminal.out(items.length === 0 ? 'Nothing is paused.' : table(headings, items.map(rowOf)))
    for (const { id, problem } of items) terminal.out(`\n${id}: ${problem.detail}\n  What to do: ${problem.remedy}`) // prettier-ignore
    terminal.jsonLine({ ok: true, paused: items })
    return 0
  })

  const resuming = providers
    .command('resume')
    .summary('let the runs of a paused target go on')
    .description(
      'Lets the runs that wait for something that AWS denied go on now. If it is denied still, they wait again and have lost nothing.',
    ) // prettier-ignore
    .argument('<id>', 'as `outcrop providers paused` lists it')
  onRun(resuming, context, async ({ client, terminal }) => {
    const [id] = named.parse(resuming.args)
    await client.resumePausedTarget({ params: { id } })
    terminal.out('Its runs go on.')
    terminal.jsonLine({ ok: true, resumed: id })
    return 0
  })
}

const headings = ['ID', 'TARGET', 'GUARDRAIL', 'PROBLEM', 'RUNS', 'SINCE', 'NEXT TRY']

const rowOf = (paused: PausedTarget) => [
  paused.id,
  paused.target,
  paused.guardrail ?? '–',
  paused.problem.code,
  String(paused.waiting_runs),
  shortTime(paused.since),
  shortTime(paused.retest_at),
]
