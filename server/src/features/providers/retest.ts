import { Problem } from '../../kernel/problem.ts'
import { testProvider, type Editing } from './edit.ts'
import { retestWaitsS } from '../pauses/pauses.ts'
import { pauseProvider, takeRetests } from './pause-store.ts'
import type { ProviderRow } from './store.ts'

/** Lets the runs of a provider wait until a test passes, because of a problem with this revision of it. */
export async function pause(
  { db, now, onNotice }: Editing,
  organizationId: string,
  provider: Pick<ProviderRow, 'id' | 'revision'>,
  problem: Problem,
): Promise<boolean> {
  const at = now()
  const reason = { problem: problem.toDocument(), since: at.toISOString() }
  const retestAt = new Date(at.getTime() + retestWaitsS[0] * 1000)
  const held = await pauseProvider(db, organizationId, provider, reason, retestAt)
  if (held?.isNew === true)
    onNotice?.({ organizationId, providerId: provider.id, target: null, problem: reason.problem })
  return held !== undefined
}

/** Tests the paused providers that are due; a test that passes lets their runs go on. How many were tested. */
export async function retestPaused(editing: Editing): Promise<number> {
  const due = await takeRetests(editing.db, editing.now(), retestWaitsS)
  const tests = due.map(({ id, organization_id }) =>
    testProvider(editing, organization_id, id).catch(unlessDefect),
  )
  await Promise.all(tests)
  return due.length
}

/** One that was deleted meanwhile, or whose secrets cannot be opened, keeps no other from its test. */
function unlessDefect(error: unknown): null {
  if (error instanceof Problem) return null
  throw error
}
