import { routes, type Me } from '@outcrop/contract'
import type { Db } from '../../db/transaction.ts'
import { mount, type App, type Caller } from '../../http/mount.ts'
import { Problem } from '../../kernel/problem.ts'
import { findMember, organizationName, setPassword, updatePerson } from './person-store.ts'
import { hashPassword } from './sessions.ts'

/** What people and keys may know and change about themselves. */
export function meRoutes(app: App, db: Db): void {
  mount(app, routes.getMe, ({ caller }) => meOf(db, caller))

  mount(app, routes.changeMyCredentials, async ({ body, caller }) => {
    const { actor, sessionId } = caller
    if (actor.type !== 'person' || sessionId === undefined) {
      throw new Problem('forbidden', 'An API key has no name, e-mail address or password to change here.') // prettier-ignore
    }
    if (!(await updatePerson(db, actor.id, body))) {
      throw new Problem('state-conflict', `Another person has the e-mail address ${body.email ?? ''}.`, { remedy: 'Give another address.', field: 'email' }) // prettier-ignore
    }
    if (body.password !== undefined) {
      const hash = await hashPassword(body.password)
      await setPassword(db, actor.id, { hash, keepSession: sessionId })
    }
    return meOf(db, caller)
  })
}

async function meOf(db: Db, { organizationId, role, actor }: Caller): Promise<Me> {
  const organization = { id: organizationId, name: await organizationName(db, organizationId) }
  if (actor.type === 'api_key') {
    return { organization, role, person: null, api_key: { id: actor.id, name: actor.name } }
  }
  const member = await findMember(db, organizationId, actor.id)
  if (!member) throw new Problem('unauthenticated', 'You are no longer a member of this organization.') // prettier-ignore
  const { name, email, has_password } = member
  return { organization, role, person: { id: actor.id, name, email, has_password }, api_key: null }
}
