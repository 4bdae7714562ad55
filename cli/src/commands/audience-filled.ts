import type { Audience } from '@outcrop/contract'
import type { Command } from 'commander'
import { setTimeout as sleep } from 'node:timers/promises'
import { onRun, type Context, type Session } from '../session/session.ts'
import { grouped } from '../terminal/numbers.ts'
import { audienceNamed } from './things-named.ts'
import { progress } from '../terminal/progress.ts'

const pollMs = 500

/** Adds the command that waits until all visitors are in an audience whom its condition wants there. */
export function addAudienceWait(parent: Command, context: Context): void {
  const command = parent
    .command('wait')
    .summary('wait until all visitors are in one that is new or has changed')
    .description(
      'Waits until a new or changed audience holds all visitors that it should, those included who send nothing, and shows how far that is.',
    ) // prettier-ignore
    .argument('<audience>', 'its name or id')
  onRun(command, context, async (session) => {
    const audience = await filled(
      session,
      await audienceNamed(session.client, command.args[0] ?? ''),
    )
    session.terminal.out(`${grouped(audience.size)} visitors are in "${audience.name}".`)
    session.terminal.jsonLine({ ok: true, audience })
    return 0
  })
}

async function filled({ client, terminal }: Session, id: string): Promise<Audience> {
  const read = () => client.getAudience({ params: { id } })
  let audience = await read()
  while (audience.filling?.total === null) {
    await sleep(pollMs)
    audience = await read()
  }
  if (!audience.filling) return audience
  const bar = progress(terminal, audience.filling.total, Date.now, 'visitors')
  while (audience.filling) {
    bar.update(audience.filling.done)
    await sleep(pollMs)
    audience = await read()
  }
  bar.end()
  return audience
}
