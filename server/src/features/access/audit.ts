import type { Logger } from 'pino'
import type { Db } from '../../db/transaction.ts'
import type { Change } from '../../http/gate.ts'
import { actionName } from './action-name.ts'
import { insertAudit, insertFailedSignIn } from './audit-store.ts'
import { findMembership } from './person-store.ts'
import { redact } from './redact.ts'

export interface Audit {
  recordChange(change: Change): Promise<void>
  recordSignIn(userId: string, how: 'password' | 'link'): Promise<void>
  /** Records a wrong password for someone who exists; for anybody else there is no audit log. */
  recordFailedSignIn(email: string, address: string): Promise<void>
}

/**
 * Records who did what, after it was done. A record that cannot be written is logged: the change has
 * happened, and its caller must not be told otherwise.
 */
export function createAudit(db: Db, log: Pick<Logger, 'error'>): Audit {
  const orLog = async (work: Promise<void>): Promise<void> => {
    await work.catch((err: unknown) => log.error({ err }, 'An audit entry could not be written.'))
  }
  return {
    recordChange: ({ caller, route, subject, body }) =>
      orLog(
        insertAudit(db, caller.organizationId, {
          actor: caller.actor,
          action: actionName(route),
          subject,
          changes: changesOf(body),
        }),
      ),
    recordSignIn: (userId, how) => orLog(insertSignIn(db, userId, how)),
    recordFailedSignIn: (email, address) => orLog(insertFailedSignIn(db, email, address)),
  }
}

async function insertSignIn(db: Db, userId: string, how: string): Promise<void> {
  const member = await findMembership(db, userId)
  if (!member) return
  await insertAudit(db, member.organization_id, {
    actor: { id: userId, name: member.email },
    action: 'person.signed-in',
    subject: userId,
    changes: { with: how },
  })
}

/** What an event carries is left out: it is about somebody, and this log outlives an erasure. */
function changesOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null) return {}
  return { ...asObject(redact(body)), ...('payload' in body && { payload: '(left out)' }) }
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
