import type { Account } from '../accounts/account-schema.ts'
import { notFound, validationError } from '../wire/aws-error.ts'
import { parsePromptArn } from './prompt-arn.ts'
import type { Prompt, PromptVariant } from './prompt-schema.ts'

export type PromptPlace = { account: Account; region: string }
export type FoundPrompt = { prompt: Prompt; version: string; variant: PromptVariant }

/** A version of a prompt of the account. Throws ResourceNotFoundException when there is none. */
export function findPrompt(place: PromptPlace, id: string, version: string): FoundPrompt {
  const prompt = place.account.prompts.find(
    (each) => each.id === id && each.region === place.region,
  )
  if (!prompt) throw notFound(`The prompt ${id} was not found. Check the id or ARN and the region.`)
  const variant = prompt.versions[version]
  if (!variant) throw notFound(`The prompt ${id} has no version ${version}.`)
  return { prompt, version, variant }
}

/** The prompt that an ARN names; undefined for an id or ARN of something else. Throws AwsError. */
export function findPromptByArn(text: string, place: PromptPlace): FoundPrompt | undefined {
  const arn = parsePromptArn(text)
  if (!arn) return undefined
  if (arn.region !== place.region || arn.accountId !== place.account.id) {
    throw validationError('The provided model identifier is invalid.')
  }
  return findPrompt(place, arn.id, arn.version)
}
