import { conditionsHold } from './conditions-hold.ts'
import { matchesGlob } from './matches-glob.ts'
import type { Policy, Statement } from './policy-schema.ts'
import type { RequestContext } from './request-context.ts'

export type Decision = 'allowed' | 'denied' | 'not-allowed'

export type AccessRequest = { action: string; resource: string; context: RequestContext }

/** What a set of policies says of a request: a Deny is final, and what nobody allows is refused. */
export function decide(policies: readonly Policy[], request: AccessRequest): Decision {
  const applying = policies
    .flatMap(({ Statement: statements }) => statements)
    .filter((statement) => applies(statement, request))
  if (applying.some(({ Effect }) => Effect === 'Deny')) return 'denied'
  return applying.length > 0 ? 'allowed' : 'not-allowed'
}

function applies(statement: Statement, { action, resource, context }: AccessRequest): boolean {
  const { Action, NotAction = [], Resource, NotResource = [], Condition = {} } = statement
  const isAction = (pattern: string): boolean => isSameAction(action, pattern)
  const isResource = (pattern: string): boolean => matchesGlob(resource, pattern, context)
  return (
    (Action ? Action.some(isAction) : !NotAction.some(isAction)) &&
    (Resource ? Resource.some(isResource) : !NotResource.some(isResource)) &&
    conditionsHold(Condition, context)
  )
}

/** Actions are compared without regard to case. */
export function isSameAction(action: string, pattern: string): boolean {
  return matchesGlob(action, pattern, new Map(), { ignoreCase: true })
}
