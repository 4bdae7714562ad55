import { isConnectionError } from '../../db/connection-error.ts'
import { VisitorMoved } from '../visitors/visitors.ts'
import { LostShard } from './process-batch.ts'

/** Others did something meanwhile: the same work may succeed at once. */
export const isToBeDoneAgain = (error: unknown): boolean =>
  error instanceof LostShard || error instanceof VisitorMoved

/** Deadlocks, locks, a full disk, operators, storage, and a schema of another version: no event is at fault. */
const ofNoEvent = /^(0A|26|40|42|53|55|57|58|XX)/

/** Whether one event may be the reason: not where the database was away, busy, or of another version. */
export function mayBeOfOneEvent(error: unknown): boolean {
  if (isToBeDoneAgain(error) || isConnectionError(error)) return false
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return !ofNoEvent.test(code)
}
