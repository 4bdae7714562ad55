import type { RunDetail } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import type { RunRow } from './history-store.ts'

/**
 * What is paused, and a run waits for: its lane is the pause of a target, or a provider that is paused.
 * Undefined when nothing but time is between the run and its next step.
 */
export async function pauseOfRun(
  db: Db,
  { organization_id, lane, state }: Pick<RunRow, 'organization_id' | 'lane' | 'state'>,
): Promise<RunDetail['waits_for']> {
  if (state !== 'queued' && state !== 'waiting') return undefined
  const { rows } = await db.query<{ id: string; name: string; target: string | null }>(
    `select p.id, p.name, t.target from providers p
     left join target_pauses t on t.id = $2 and t.provider_id = p.id and t.resumed_at is null
     where p.organization_id = $1 and (t.id is not null or (p.id = $2 and p.pause is not null))`,
    [organization_id, lane],
  )
  const [paused] = rows
  return paused && { provider: { id: paused.id, name: paused.name }, target: paused.target }
}
