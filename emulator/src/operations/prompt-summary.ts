import { createdAt } from '../created-at.ts'
import type { PromptPlace } from '../prompts/find-prompt.ts'
import { promptArn } from '../prompts/prompt-arn.ts'
import type { Prompt } from '../prompts/prompt-schema.ts'

/** What every operation tells of a version of a prompt. */
export function promptSummary(
  { id, name, description }: Prompt,
  version: string,
  { account, region }: PromptPlace,
): object {
  return {
    id,
    name,
    ...(description !== undefined && { description }),
    arn: promptArn({ region, accountId: account.id }, id, version),
    version,
    createdAt,
    updatedAt: createdAt,
  }
}
