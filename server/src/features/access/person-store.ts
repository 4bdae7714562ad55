import type { Role } from '@outcrop/contract'
import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/transaction.ts'
import type { Proof } from './needs-current-password.ts'

export interface MemberRow {
  readonly organization_id: string
  readonly organization_name: string
  readonly user_id: string
  readonly role: Role
  readonly name: string
  readonly email: string
  readonly has_password: boolean
}

const select = `select m.organization_id, o.name as organization_name, m.user_id, m.role, u.name, u.email,
    exists (select from accounts a where a.user_id = u.id and a.password is not null) as has_password
  from members m join users u on u.id = m.user_id join organizations o on o.id = m.organization_id`

/** The organization that a person works in: the first that they joined. */
export async function findMembership(db: Db, userId: string): Promise<MemberRow | undefined> {
  const { rows } = await db.query<MemberRow>(
    `${select} where m.user_id = $1 order by m.created_at limit 1`,
    [userId],
  )
  return rows[0]
}

export async function findMember(
  db: Db,
  organizationId: string,
  userId: string,
): Promise<MemberRow | undefined> {
  const { rows } = await db.query<MemberRow>(
    `${select} where m.organization_id = $1 and m.user_id = $2`,
    [organizationId, userId],
  )
  return rows[0]
}

export async function findOwner(db: Db, organizationId: string): Promise<MemberRow | undefined> {
  const { rows } = await db.query<MemberRow>(
    `${select} where m.organization_id = $1 and m.role = 'owner' order by m.created_at limit 1`,
    [organizationId],
  )
  return rows[0]
}

/** The id of a person, given that id or their e-mail address. */
export async function findPersonId(db: Db, idOrEmail: string): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    'select id from users where id = $1 or email = lower($1)',
    [idOrEmail],
  )
  return rows[0]?.id
}

export interface NewMember {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** Adds a person to an organization; someone with this e-mail address who is known already is that person. */
export async function insertMember(
  db: Db,
  organizationId: string,
  { userId, name, email, role }: NewMember,
): Promise<void> {
  await db.query(
    `with person as (
       insert into users (id, name, email) values ($2, $3, lower($4))
       on conflict (email) do update set updated_at = users.updated_at returning id
     )
     insert into members (organization_id, user_id, role) select $1, id, $5 from person
     on conflict do nothing`,
    [organizationId, userId, name, email, role],
  )
}

export async function organizationName(db: Db, organizationId: string): Promise<string> {
  const { rows } = await db.query<{ name: string }>(
    'select name from organizations where id = $1',
    [organizationId],
  )
  return rows[0]?.name ?? ''
}

/** Changes name and e-mail address; false when another person has the address. */
export async function updatePerson(
  db: Db,
  userId: string,
  { name, email }: { readonly name?: string | undefined; readonly email?: string | undefined },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update users set name = coalesce($2, name), email = coalesce(lower($3), email), updated_at = now()
     where id = $1 and not exists (select from users where email = lower($3) and id <> $1)`,
    [userId, name ?? null, email ?? null],
  )
  return rowCount === 1
}

/** What a session says of its person; undefined when it has ended. */
export async function proofOf(db: Db, sessionId: string): Promise<Proof | undefined> {
  const { rows } = await db.query<Proof>(
    `select a.password, s.by_link as "byLink", s.created_at as "signedInAt"
     from sessions s left join accounts a on a.user_id = s.user_id and a.provider_id = 'credential'
     where s.id = $1`,
    [sessionId],
  )
  return rows[0]
}

/** Sets a password and ends every other session of the person. */
export async function setPassword(
  db: Db,
  userId: string,
  { hash, keepSession }: { readonly hash: string; readonly keepSession: string },
): Promise<void> {
  await db.query(
    `with ended as (delete from sessions where user_id = $2 and id <> $4)
     insert into accounts (id, user_id, account_id, provider_id, password)
     values ($1, $2, $2, 'credential', $3)
     on conflict (provider_id, account_id) do update set password = $3, updated_at = now()`,
    [randomUUID(), userId, hash, keepSession],
  )
}
