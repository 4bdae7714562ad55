import type { VisitorProfile } from '../../actions/visitor-profile.ts'
import type { Db } from '../../db/db.ts'
import { attributesOf } from '../attributes/attributes.ts'
import { audiencesOf } from '../audiences/audiences.ts'
import { profileOf } from './profile-of.ts'
import { Problem } from '../../kernel/problem.ts'
import { findVisitor, type VisitorKey } from './visitor-store.ts'
import { brokenBecause, faultInState } from './whole-state.ts'

/** What a visitor is like now; null when nobody knows it. Throws when its stored state is broken. */
export async function currentProfile(
  db: Db,
  organizationId: string,
  key: VisitorKey,
): Promise<VisitorProfile | null> {
  const visitor = await findVisitor(db, organizationId, key)
  if (!visitor) return null
  const fault = faultInState(visitor.state)
  if (fault !== undefined) throw new Problem('visitor-broken', brokenBecause(fault))
  const [attributes, audiences] = await Promise.all([
    attributesOf(db, key.streamId),
    audiencesOf(db, key.streamId),
  ])
  return profileOf(key.visitorId, visitor.state, { attributes, audiences })
}
