import type { GetPromptCommandOutput, PromptVariant } from '@aws-sdk/client-bedrock-agent'

/** The variant of a prompt that is rendered when it is called. */
export function promptVariant({
  variants = [],
  defaultVariant,
}: Pick<GetPromptCommandOutput, 'variants' | 'defaultVariant'>): PromptVariant | undefined {
  return variants.find(({ name }) => name === defaultVariant) ?? variants[0]
}
