import { delayStates, type Delay } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { findStream } from './find-stream.ts'
import { automationNamed } from './things-named.ts'
import { oneOf, wholeNumber } from './option-values.ts'

const options = z.object({
  state: z.enum(delayStates).optional(),
  automation: z.string().optional(),
  visitor: z.string().optional(),
  stream: z.string().optional(),
  limit: z.number(),
})

export function addDelays(program: Command, context: Context): void {
  const command = program
    .command('delays')
    .summary('list starts of automations that wait for their time, or cancel one')
    .description('Lists the newest starts that wait for their time, or waited for it.')
    .option(
      '--state <state>',
      `only those in this state: ${delayStates.join(', ')}`,
      oneOf(delayStates),
    ) // prettier-ignore
    .option('--automation <automation>', 'only those of this automation, by its name or id')
    .option('--visitor <id>', 'only those about this visitor')
    .option('--stream <account/profile>', 'only those of this stream')
    .option('--limit <delays>', 'how many at most', wholeNumber(1, 100_000), 20)
  onRun(command, context, async ({ client, terminal }) => {
    const { state, automation, visitor, stream, limit } = options.parse(command.opts())
    const stream_id = stream === undefined ? undefined : (await findStream(client, stream)).id
    const automation_id = automation && (await automationNamed(client, automation))
    const filter = { state, automation_id, visitor_id: visitor, stream_id }
    const delays = await firstItems(limit, (page) =>
      client.listDelays({ query: { ...filter, ...page } }),
    )
    terminal.out(delays.length === 0 ? 'No delays.' : table(headings, delays.map(rowOf)))
    terminal.jsonLine({ ok: true, delays })
    return 0
  })

  const cancelling = command
    .command('cancel')
    .summary('cancel a start that waits')
    .description('Cancels a start that waits for its time. It cannot be made to wait again.')
    .argument('<id>', 'as `outcrop delays` lists it')
  onRun(cancelling, context, async ({ client, terminal }) => {
    const [id] = named.parse(cancelling.args)
    const delay = await client.cancelDelay({ params: { id } })
    terminal.out(`Cancelled: ${delay.automation.name} for ${delay.visitor_id ?? delay.event_id}.`)
    terminal.jsonLine({ ok: true, delay })
    return 0
  })
}

const named = z.tuple([z.string()])

const headings = ['DELAY', 'DUE', 'STATE', 'AUTOMATION', 'VISITOR', 'OUTCOME']

const rowOf = ({ id, due_at, state, automation, visitor_id, run_id, reason }: Delay) => [
  id,
  shortTime(due_at),
  state,
  automation.name,
  visitor_id ?? '–',
  run_id ?? reason ?? '–',
]
