import { runStates, type Run } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { addCancelRun } from './cancel-run.ts'
import { automationNamed } from './things-named.ts'
import { oneOf, problemCode, wholeNumber } from './option-values.ts'
import { onRun, type Context, type Session } from '../session/session.ts'
import { runDetailText } from '../terminal/run-detail.ts'
import { duration, shortTime } from '../terminal/numbers.ts'
import { paintState } from '../terminal/paint-state.ts'
import { table } from '../terminal/table.ts'
import { firstItems } from '../api/first-items.ts'

const options = z.object({
  state: z.enum(runStates).optional(),
  automation: z.string().optional(),
  event: z.string().optional(),
  visitor: z.string().optional(),
  problem: z.string().optional(),
  limit: z.number(),
})
type Options = z.infer<typeof options>

export function addRuns(program: Command, context: Context): void {
  const command = program
    .command('runs')
    .summary('list runs; show or cancel one')
    .description('Lists the newest runs, or shows one run with its steps and attempts.')
    .argument('[run-id]', 'the run to show')
    .option('--state <state>', `only runs in this state: ${runStates.join(', ')}`, oneOf(runStates))
    .option('--automation <automation>', 'only runs of this automation, by its name or id')
    .option('--event <id>', 'only runs that this event started')
    .option('--visitor <id>', 'only runs about this visitor')
    .option('--problem <code>', 'only runs with this problem, such as throttled', problemCode)
    .option('--limit <runs>', 'how many at most', wholeNumber(1, 100_000), 20)
  onRun(command, context, async (session) => {
    const [id] = command.args
    if (id === undefined) await listRuns(session, options.parse(command.opts()))
    else await showRun(session, id)
    return 0
  })
  addCancelRun(command, context)
}

async function showRun({ client, terminal }: Session, id: string): Promise<void> {
  const run = await client.getRun({ params: { id } })
  terminal.out(runDetailText(run))
  terminal.jsonLine({ ok: true, run })
}

async function listRuns({ client, terminal }: Session, given: Options): Promise<void> {
  const { state, automation, event, visitor, problem, limit } = given
  const automation_id = automation && (await automationNamed(client, automation))
  const filter = { state, automation_id, event_id: event, visitor_id: visitor, problem }
  const runs = await firstItems(limit, (page) => client.listRuns({ query: { ...filter, ...page } }))
  terminal.out(runs.length === 0 ? 'No runs.' : table(headings, runs.map(rowOf)))
  terminal.jsonLine({ ok: true, runs })
}

const headings = [
  'RUN',
  'CREATED',
  'STATE',
  'AUTOMATION',
  'VISITOR',
  'TOOK',
  'TOKENS',
  'USD',
  'PROBLEM',
]

function rowOf(run: Run) {
  const { automation, trigger, latency_ms, tokens, cost_usd, problem } = run
  return [
    run.id,
    shortTime(run.created_at),
    { text: run.state, paint: paintState(run.state) },
    `${automation.name} v${automation.version}`,
    trigger.visitor_id ?? '–',
    latency_ms === null ? '–' : duration(latency_ms),
    `${tokens.input ?? '–'}/${tokens.output ?? '–'}`,
    cost_usd ?? '–',
    problem?.code ?? '',
  ]
}
