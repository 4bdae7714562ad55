import type { FoundPrompt, PromptPlace } from '../prompts/find-prompt.ts'
import { promptArn } from '../prompts/prompt-arn.ts'
import type { Permission } from './permission.ts'

/** What rendering a prompt needs: the prompt, and the version unless it is the draft. */
export function promptPermissions(
  { prompt: { id }, version }: FoundPrompt,
  { account, region }: PromptPlace,
): Permission[] {
  const place = { region, accountId: account.id }
  const arns = new Set([promptArn(place, id, 'DRAFT'), promptArn(place, id, version)])
  return [...arns].map((resource) => ({
    action: 'bedrock:RenderPrompt',
    resource,
    refusal: 'is not authorized to invoke this API operation with a prompt resource',
  }))
}
