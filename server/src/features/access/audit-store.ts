import type { AuditEntry } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { newId } from '../../kernel/id.ts'

export interface AuditRow extends Omit<AuditEntry, 'at'> {
  readonly at: Date
}

export interface NewAuditEntry {
  readonly actor: { readonly id: string; readonly name: string }
  readonly action: string
  readonly subject: string
  readonly changes: Record<string, unknown>
}

export async function insertAudit(
  db: Db,
  organizationId: string,
  { actor, action, subject, changes }: NewAuditEntry,
): Promise<void> {
  await db.query(
    `insert into audit_entries (id, organization_id, actor, actor_id, action, subject, changes)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [newId('auditEntry'), organizationId, actor.name, actor.id, action, subject, JSON.stringify(changes)], // prettier-ignore
  )
}

/** Into the audit log of the organization that the owner of this e-mail address works in. */
export async function insertFailedSignIn(db: Db, email: string, address: string): Promise<void> {
  await db.query(
    `insert into audit_entries (id, organization_id, actor, actor_id, action, subject, changes)
     select $1, m.organization_id, u.email, u.id, 'person.sign-in-failed', u.id,
       json_build_object('with', 'password', 'from', $3::text)
     from users u join members m on m.user_id = u.id
     where u.email = lower($2) order by m.created_at limit 1`,
    [newId('auditEntry'), email, address],
  )
}

export async function listAudit(
  db: Db,
  organizationId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<AuditRow[]> {
  const { rows } = await db.query<AuditRow>(
    `select id, at, actor, action, subject, changes from audit_entries
     where organization_id = $1 and ($2::text is null or id < $2) order by id desc limit $3`,
    [organizationId, cursor ?? null, limit],
  )
  return rows
}
