import { GetPromptCommand, type PromptVariant } from '@aws-sdk/client-bedrock-agent'
import type { ManagedPrompt } from '@outcrop/contract'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { promptTarget } from './prompt-target.ts'

/** Reads a managed prompt. Throws `Problem`. */
export async function getPrompt(
  aws: Aws,
  connection: Connection,
  { arn, version }: { readonly arn: string; readonly version?: string | undefined },
  signal: AbortSignal,
): Promise<ManagedPrompt> {
  const target = promptTarget(arn, version, connection)
  // By bare id: the patterns of this operation know the partition aws only.
  const command = new GetPromptCommand({
    promptIdentifier: target.id,
    ...(target.version !== null && { promptVersion: target.version }),
  })
  const prompt = await aws.call(connection, {
    service: 'bedrock-agent',
    operation: 'bedrock:GetPrompt',
    what: `Reading the prompt ${target.arn}`,
    signal,
    send: ({ agent }, options) => agent().send(command, options),
  })
  const variant =
    prompt.variants?.find(({ name }) => name === prompt.defaultVariant) ?? prompt.variants?.[0]
  return {
    name: prompt.name ?? target.id,
    version: prompt.version ?? target.version ?? 'DRAFT',
    model: variant?.modelId ?? null,
    ...contentOf(variant),
  }
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
