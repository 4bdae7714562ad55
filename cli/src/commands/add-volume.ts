import type { Client } from '@outcrop/contract'
import type { Command } from 'commander'
import { z } from 'zod'
import type { PageOf } from '../api/first-items.ts'
import { onRun, type Context } from '../session/session.ts'
import { grouped, shortTime } from '../terminal/numbers.ts'
import { table } from '../terminal/table.ts'
import { idNamed, type Named } from './id-named.ts'
import { wholeNumber } from './option-values.ts'

const options = z.object({ hours: z.number() })

interface Volume<Point> {
  readonly step: 'hour' | 'day'
  readonly items: readonly (Point & { readonly at: string })[]
}

interface Counting<Point> {
  /** Such as "data source". */
  readonly noun: string
  readonly list: (client: Client) => PageOf<Named>
  readonly read: (
    client: Client,
    named: { readonly params: { id: string }; readonly query: { hours: number } },
  ) => Promise<Volume<Point>>
  readonly counts: readonly (keyof Point & string)[]
}

/** Adds the command that shows events over time. Hours and days without any are left out of the table. */
export function addVolume<Point extends Readonly<Record<string, unknown>>>(
  parent: Command,
  context: Context,
  { noun, list, read, counts }: Counting<Point>,
): void {
  const command = parent
    .command('volume')
    .summary(`show the events of one ${noun} over time`)
    .description(
      `Shows how many events there were of one ${noun} by hour, or beyond 48 hours by day of UTC.`,
    ) // prettier-ignore
    .argument(`<${noun.replaceAll(' ', '-')}>`, 'its name or id')
    .option('--hours <hours>', 'the last so many hours', wholeNumber(1, 720), 24)
  onRun(command, context, async ({ client, terminal }) => {
    const query = options.parse(command.opts())
    const id = await idNamed(noun, z.string().parse(command.args[0]), list(client))
    const volume = await read(client, { params: { id }, query })
    const rows = volume.items
      .map((point) => ({ at: point.at, figures: counts.map((one) => Number(point[one])) }))
      .filter(({ figures }) => figures.some((figure) => figure > 0))
      .map(({ at, figures }) => [shortTime(at).slice(0, 16), ...figures.map(grouped)])
    const headings = [volume.step, ...counts].map((word) => word.toUpperCase())
    terminal.out(rows.length === 0 ? 'No events in this time.' : table(headings, rows))
    terminal.jsonLine({ ok: true, ...volume })
    return 0
  })
}
