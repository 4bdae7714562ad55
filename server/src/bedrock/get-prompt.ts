import type { PromptVariant } from '@aws-sdk/client-bedrock-agent'
import type { ManagedPrompt } from '@outcrop/contract'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { outputLimit } from './output-limit.ts'
import { promptTarget } from './prompt-target.ts'
import { promptVariant } from './prompt-variant.ts'
import { readResources } from './read-resources.ts'

/** A managed prompt, with what has to be known before it is paid for. */
export interface KnownPrompt extends ManagedPrompt {
  /** Everything that is sent to the model around the values of the variables, as JSON. */
  readonly whole: string
  /** What it lets the model write at most; null when it leaves that to the model. */
  readonly maxTokens: number | null
}

/** Reads a managed prompt. Throws `Problem`. */
export async function getPrompt(
  aws: Aws,
  connection: Connection,
  { arn, version }: { readonly arn: string; readonly version?: string | undefined },
  signal: AbortSignal,
): Promise<KnownPrompt> {
  const target = promptTarget(arn, version, connection)
  const prompt = await readResources(aws, connection, signal).prompt(target.id, target.version)
  const variant = promptVariant(prompt)
  return {
    name: prompt.name ?? target.id,
    version: prompt.version ?? target.version ?? 'DRAFT',
    model: variant?.modelId ?? null,
    ...contentOf(variant),
    whole: JSON.stringify(variant?.templateConfiguration ?? {}),
    maxTokens: variant ? outputLimitOf(variant) : null,
  }
}

/** A prompt may have its model think, which is output too. */
function outputLimitOf({ inferenceConfiguration, additionalModelRequestFields }: PromptVariant) {
  const own = JSON.stringify(additionalModelRequestFields ?? {})
  return outputLimit(inferenceConfiguration?.text?.maxTokens, own)
}

function contentOf(
  variant: PromptVariant | undefined,
): Pick<ManagedPrompt, 'variables' | 'template'> {
  const { text, chat } = variant?.templateConfiguration ?? {}
  const declared = text?.inputVariables ?? chat?.inputVariables ?? []
  const blocks = [
    ...(chat?.system ?? []),
    ...(chat?.messages?.flatMap(({ content }) => content ?? []) ?? []),
  ]
  return {
    variables: declared.flatMap(({ name }) => name ?? []),
    template: text?.text ?? blocks.flatMap(({ text: one }) => one ?? []).join('\n\n'),
  }
}
