import type { Db } from '../../db/db.ts'
import type { BucketName } from './bucket-row.ts'

export interface SlotRow {
  readonly provider_id: string
  readonly target: string
  readonly taken: number
}

/** Calls in flight that the other living workers have taken for themselves. */
export async function slotsOfOthers(
  db: Db,
  workerId: string,
  names: readonly BucketName[],
): Promise<SlotRow[]> {
  const { rows } = await db.query<SlotRow>({
    name: 'limit-slots-of-others',
    text: `select s.provider_id, s.target, sum(s.slots)::int as taken
     from limit_slots s join workers w on w.id = s.worker_id and w.lease_until > now()
     join unnest($2::text[], $3::text[]) as n (provider_id, target) using (provider_id, target)
     where s.worker_id <> $1 group by 1, 2`,
    values: [
      workerId,
      names.map(({ providerId }) => providerId),
      names.map(({ target }) => target),
    ],
  })
  return rows
}

export interface TakenSlots extends BucketName {
  readonly slots: number
}

/** Says how many calls in flight a worker has taken for itself, the ones before included. */
export async function storeSlots(
  db: Db,
  workerId: string,
  taken: readonly TakenSlots[],
): Promise<void> {
  await db.query({
    name: 'store-limit-slots',
    text: `insert into limit_slots (provider_id, target, worker_id, slots)
     select t.provider_id, t.target, $1, t.slots from unnest($2::text[], $3::text[], $4::int[]) as t (provider_id, target, slots)
     on conflict (provider_id, target, worker_id) do update set slots = excluded.slots`,
    values: [
      workerId,
      taken.map(({ providerId }) => providerId),
      taken.map(({ target }) => target),
      taken.map(({ slots }) => slots),
    ],
  })
}

/** Forgets what workers had that are gone. */
export async function deleteSlotsOfDead(db: Db): Promise<void> {
  await db.query(
    'delete from limit_slots s where not exists (select 1 from workers w where w.id = s.worker_id)',
  )
}

/** Calls in flight that living workers have taken, by target. */
export async function slotsTaken(db: Db, providerId: string): Promise<Map<string, number>> {
  const { rows } = await db.query<{ target: string; taken: number }>(
    `select s.target, sum(s.slots)::int as taken
     from limit_slots s join workers w on w.id = s.worker_id and w.lease_until > now()
     where s.provider_id = $1 group by 1`,
    [providerId],
  )
  return new Map(rows.map(({ target, taken }) => [target, taken]))
}
