import type { Connection } from './connection.ts'
import type { PromptRequest } from './converse-prompt.ts'
import type { Foresight } from './foresight.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { promptTarget } from './prompt-target.ts'

/** What a managed prompt adds to a request, and which model it runs on. Throws the `Problem` of reading it. */
export async function foreseePrompt(
  facts: PromptFacts,
  connection: Connection,
  { prompt: named, version, variables }: Pick<PromptRequest, 'prompt' | 'version' | 'variables'>,
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly Foresight[]> {
  const { prompt, problem } = await facts(connection, promptTarget(named, version, connection), signal) // prettier-ignore
  if (problem) throw problem
  if (!prompt) return [{ model: null, inputBytes: 0, mostOutputTokens: null }]
  const inputBytes = Buffer.byteLength(filled(prompt.whole, variables))
  return [{ model: prompt.model, inputBytes, mostOutputTokens: prompt.maxTokens }]
}

/** A variable may stand in a prompt more than once. */
function filled(whole: string, variables: Readonly<Record<string, string>>): string {
  return whole.replaceAll(/\{\{\s*([\w-]+)\s*\}\}/g, (blank, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? blank) : blank,
  )
}
