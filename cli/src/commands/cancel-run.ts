import type { Command } from 'commander'
import { z } from 'zod'
import { onRun, type Context } from '../session/session.ts'

const named = z.tuple([z.string()])

/** Adds the command that cancels a run. */
export function addCancelRun(parent: Command, context: Context): void {
  const command = parent
    .command('cancel <run-id>')
    .summary('cancel a run that has not ended')
    .description('Cancels a run that has not ended. A call that is under way still costs.')
  onRun(command, context, async ({ client, terminal }) => {
    const [id] = named.parse(command.args)
    const run = await client.cancelRun({ params: { id } })
    terminal.out(run.state === 'cancelled' ? 'The run is cancelled.' : `The run is ${run.state}, and ends as soon as it can.`) // prettier-ignore
    terminal.jsonLine({ ok: true, run })
    return 0
  })
}
