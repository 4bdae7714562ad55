import { oldKeyDays, type ConnectionTest, type ProviderKey } from '@outcrop/contract'
import { counted } from '../../kernel/counted.ts'
import type { ProviderRow } from './store.ts'

const dayMs = 86_400_000

type Keyed = Pick<
  ProviderRow,
  'credentials' | 'key_entered_at' | 'last_test' | 'spare_key' | 'spare_entered_at' | 'spare_test'
>

/** The access keys of a provider with their ages, the one in use first. */
export function keysOf(row: Keyed, now: Date): ProviderKey[] {
  const { access_key_id } = row.credentials
  if (access_key_id === undefined) return []
  const key = (id: string, enteredAt: Date | null, test: ConnectionTest | null) => {
    const entered = enteredAt ?? now
    const days = Math.max(0, Math.floor((now.getTime() - entered.getTime()) / dayMs))
    const age = { entered_at: entered.toISOString(), age_days: days, is_old: days >= oldKeyDays }
    return { access_key_id: id, ...age, last_test: test }
  }
  const used = { ...key(access_key_id, row.key_entered_at, row.last_test), in_use: true }
  if (!row.spare_key) return [used]
  const { access_key_id: spare } = row.spare_key
  return [used, { ...key(spare, row.spare_entered_at, row.spare_test), in_use: false }]
}

/** What the doctor says of the ages; an old one is a warning: it makes no bad connection. */
export function ageChecks(row: Keyed, now: Date): ConnectionTest['checks'] {
  return keysOf(row, now).map(({ access_key_id, in_use, age_days, is_old }) => {
    const when = age_days === 0 ? 'today' : `${counted(age_days, 'day')} ago`
    const age = `The access key ${access_key_id} was entered ${when}.`
    const advice = in_use
      ? 'Make a second one in IAM and change to it: both work until you remove this one.'
      : 'It is not in use: remove it here and deactivate it in IAM.'
    return {
      check: 'Access key age',
      ok: true,
      ...(is_old && { level: 'warning' as const }),
      summary: is_old ? `${age} AWS advises to replace keys after ${oldKeyDays} days. ${advice}` : age, // prettier-ignore
      latency_ms: null,
    }
  })
}
