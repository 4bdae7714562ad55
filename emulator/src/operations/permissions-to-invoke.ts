import { callKeys } from '../iam/call-keys.ts'
import { guardrailPermissions } from '../iam/guardrail-permissions.ts'
import { modelPermissions } from '../iam/model-permissions.ts'
import type { Permission } from '../iam/permission.ts'
import { promptPermissions } from '../iam/prompt-permissions.ts'
import { findPromptByArn } from '../prompts/find-prompt.ts'
import type { World } from '../world.ts'
import type { Call } from './operation.ts'

/** What IAM must allow for a call to the model, or the prompt with its model, that the path names. */
export function permissionsToInvoke(
  action: string,
): (call: Call, world: World) => readonly Permission[] {
  return (call, { catalogue }) => {
    const named = call.params[0] ?? ''
    const found = findPromptByArn(named, call)
    const place = { ...call, catalogue }
    const own = callKeys(call)
    const models = modelPermissions(action, found?.variant.modelId ?? named, place)
    return [
      ...(found ? promptPermissions(found, place) : []),
      ...models.map((permission) => ({ ...permission, keys: { ...permission.keys, ...own } })),
      ...guardrailPermissions(call),
    ]
  }
}
