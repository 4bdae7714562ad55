import { parsePromptArn } from '../prompts/prompt-arn.ts'
import type { PromptPlace } from '../prompts/find-prompt.ts'
import { notFound, validationError } from '../wire/aws-error.ts'

/** The prompt that build-time operations are asked for, by id or ARN. Throws AwsError. */
export function promptIdentifierOf(
  text: string,
  { account, region }: PromptPlace,
): { id: string; version?: string } {
  if (/^[0-9a-zA-Z]{10}$/.test(text)) return { id: text }
  const arn = parsePromptArn(text)
  if (!arn) {
    throw validationError(
      `1 validation error detected: Value '${text}' at 'promptIdentifier' failed to satisfy constraint: Member must satisfy regular expression pattern: ([0-9a-zA-Z]{10})|(arn:aws:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:prompt/[0-9a-zA-Z]{10})(?::[0-9]{1,5})?`,
    )
  }
  if (arn.region !== region || arn.accountId !== account.id) {
    throw notFound(`The prompt ${text} was not found. Check the id or ARN and the region.`)
  }
  return { id: arn.id, version: arn.version }
}
