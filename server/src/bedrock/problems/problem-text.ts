import type { CallContext } from './call-context.ts'
import type { Failure } from './read-failure.ts'

/** When AWS refused with an error of its own. */
export function answeredText({ name, message, resource }: Failure, context: CallContext): string {
  const behind = resource === null ? '' : ` (behind it: ${resource})`
  return `${beginning(context)} failed with ${name}${behind}: ${message || 'AWS gives no reason.'}`
}

/** When something else answered. */
export function strangeText({ status, name }: Failure, context: CallContext): string {
  const body = name === 'SyntaxError' ? 'a body that is not JSON' : 'no error code of AWS'
  return `${beginning(context)} was answered with HTTP status ${status ?? 'unknown'} and ${body}.`
}

/** When there was no answer. */
export function networkText({ code, message }: Failure, context: CallContext): string {
  return `${beginning(context)} did not get through: ${message || code || 'the connection failed'}`
}

/** What was done and where: how every sentence about a call begins. */
export function beginning({ what, region, endpoint }: CallContext): string {
  return `${what} in ${region}${endpoint === null ? '' : ` at ${endpoint}`}`
}
