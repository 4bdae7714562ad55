import type { Command } from 'commander'
import { z } from 'zod'
import { onRun, type Context } from '../session/session.ts'
import { oneOf } from './option-values.ts'

const versions = ['same', 'latest'] as const
const options = z.object({ version: z.enum(versions) })

export function addReplay(program: Command, context: Context): void {
  const command = program
    .command('replay')
    .summary('run again on the same data')
    .description('Starts a new run on the same data as an earlier one, and links the two.')
    .argument('<run-id>', 'the run to repeat')
    .option(
      '--version <which>',
      'the version of the automation: same or latest',
      oneOf(versions),
      'latest',
    )
  onRun(command, context, async ({ client, terminal }) => {
    const { version } = options.parse(command.opts())
    const run = await client.replayRun({ params: { id: command.args[0] ?? '' }, body: { version } })
    terminal.out(`${run.id} replays ${run.replay_of ?? ''} with version ${run.automation.version}.\nSee it with: outcrop runs ${run.id}`) // prettier-ignore
    terminal.jsonLine({ ok: true, run })
    return 0
  })
}
