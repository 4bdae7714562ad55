import type { Permission } from '../iam/permission.ts'
import type { Call } from './operation.ts'

/** The action on the flow that the path names. */
export function permissionOnFlow(action: string): (call: Call) => readonly Permission[] {
  return (call) => [{ action, resource: arnOf(call) }]
}

/** The action on the alias that the path names: by its id, whatever it is called. */
export function permissionOnFlowAlias(action: string): (call: Call) => readonly Permission[] {
  return (call) => {
    const alias = lastPart(call.params[1] ?? '')
    return [{ action, resource: `${arnOf(call)}/alias/${alias}` }]
  }
}

function arnOf({ params, region, account }: Call): string {
  return `arn:aws:bedrock:${region}:${account.id}:flow/${lastPart(params[0] ?? '')}`
}

/** The id in an ARN, or what is an id already. */
function lastPart(identifier: string): string {
  return identifier.slice(identifier.lastIndexOf('/') + 1)
}
