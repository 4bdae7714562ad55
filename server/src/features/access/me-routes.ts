import { routes, type Me } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { mount, type App, type Caller } from '../../http/mount.ts'
import type { Clock } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/problem.ts'
import { needsCurrentPassword } from './needs-current-password.ts'
import { findMember, organizationName, proofOf, setPassword, updatePerson } from './person-store.ts'
import { provePassword } from './prove-password.ts'
import { hashPassword } from './sessions.ts'

/** What people and keys may know and change about themselves. */
export function meRoutes(app: App, db: Db, now: Clock): void {
  mount(app, routes.getMe, ({ caller }) => meOf(db, caller, now()))

  mount(app, routes.changeMyCredentials, async ({ body, caller }) => {
    const { actor, sessionId } = caller
    if (actor.type !== 'person' || sessionId === undefined) {
      throw new Problem('forbidden', 'An API key has no name, e-mail address or password to change here.') // prettier-ignore
    }
    if (body.password !== undefined) {
      const proof = await proofOf(db, sessionId)
      if (!proof) throw new Problem('unauthenticated', 'Your session has ended. Sign in again.')
      await provePassword({ db, userId: actor.id, now: now() }, proof, body.current_password)
    }
    if (!(await updatePerson(db, actor.id, body))) {
      throw new Problem('state-conflict', `Another person has the e-mail address ${body.email ?? ''}.`, { remedy: 'Give another address.', field: 'email' }) // prettier-ignore
    }
    if (body.password !== undefined) {
      const hash = await hashPassword(body.password)
      await setPassword(db, actor.id, { hash, keepSession: sessionId })
    }
    return meOf(db, caller, now())
  })
}

async function meOf(db: Db, caller: Caller, now: Date): Promise<Me> {
  const { organizationId, role, actor } = caller
  const organization = { id: organizationId, name: await organizationName(db, organizationId) }
  if (actor.type === 'api_key') {
    return { organization, role, person: null, api_key: { id: actor.id, name: actor.name } }
  }
  const member = await findMember(db, organizationId, actor.id)
  if (!member) throw new Problem('unauthenticated', 'You are no longer a member of this organization.') // prettier-ignore
  const proof = caller.sessionId === undefined ? undefined : await proofOf(db, caller.sessionId)
  const { name, email, has_password } = member
  const needs_current_password = proof !== undefined && needsCurrentPassword(proof, now)
  const person = { id: actor.id, name, email, has_password, needs_current_password }
  return { organization, role, person, api_key: null }
}
