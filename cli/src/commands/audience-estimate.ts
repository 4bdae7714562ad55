import type { audienceSketch } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import { onRun, type Context } from '../session/session.ts'
import { counted, grouped } from '../terminal/numbers.ts'
import { chooseStream } from './choose-stream.ts'
import { readJsonObject } from './read-json-object.ts'

const options = z.object({ stream: z.string().optional() })
// Only the server can check it: it knows the attributes, and says where a mistake is.
const unchecked = z.custom<z.input<typeof audienceSketch>['condition']>()

/** Adds the command that says how large an audience would be, without making it. */
export function addAudienceEstimate(parent: Command, context: Context): void {
  const command = parent
    .command('estimate')
    .summary('say how many visitors a condition takes in')
    .description(
      'Says how many visitors an audience with a condition would have now. Of many visitors it is reckoned from a sample.',
    ) // prettier-ignore
    .argument('<file>', 'a file with the condition as JSON, or - for standard input')
    .option('--stream <account/profile>', 'their stream; needed when there are several')
  onRun(command, context, async (session) => {
    const { client, terminal } = session
    const given = await readJsonObject(command.args[0] ?? '', session.world.stdin)
    const { id: stream_id } = await chooseStream(session, options.parse(command.opts()).stream)
    const body = { stream_id, condition: unchecked.parse(given) }
    const estimate = await client.estimateAudience({ body })
    const about = estimate.is_estimate ? `About ${grouped(estimate.size)} visitors` : counted(estimate.size, 'visitor') // prettier-ignore
    terminal.out(`${about} of ${grouped(estimate.total)}; looked at ${grouped(estimate.looked)}.`)
    terminal.jsonLine({ ok: true, estimate })
    return 0
  })
}
