import type { Connection } from './connection.ts'
import type { PromptFacts } from './prompt-facts.ts'
import { promptTarget } from './prompt-target.ts'

/** How a step means to call a prompt. */
export interface PromptWish {
  readonly prompt: string
  readonly version?: string | undefined
  /** The names that it has a value for. */
  readonly given: ReadonlySet<string>
  /** Those of them that its author has named. */
  readonly mapped: readonly string[]
}

export interface PromptNote {
  readonly of: 'target' | 'variables'
  readonly message: string
}

/**
 * Looks whether a managed prompt fits a step, without calling it. All of it is a note: IAM allows to
 * call a prompt without looking at it, and a prompt may be made after the step.
 */
export async function inspectPrompt(
  facts: PromptFacts,
  connection: Connection,
  { prompt: named, version, given, mapped }: PromptWish,
  signal: AbortSignal,
): Promise<PromptNote[]> {
  const target = promptTarget(named, version, connection)
  const { prompt, problem } = await facts(connection, target, signal)
  if (problem?.code === 'resource-not-found') {
    return [{ of: 'target', message: `AWS does not know this prompt, so every run fails until it does. ${problem.message}` }] // prettier-ignore
  }
  if (!prompt) {
    const why = problem ? ` ${problem.message}` : ''
    return [{ of: 'target', message: `The prompt could not be looked at, so it is not known whether the step fits it.${why}` }] // prettier-ignore
  }
  const missing = prompt.variables.filter((name) => !given.has(name))
  const unused = mapped.filter((name) => !prompt.variables.includes(name))
  return [
    ...missing.map((name) => `The prompt wants a value for ${name}, and the step has none. Map a variable of that name.`), // prettier-ignore
    ...unused.map((name) => `The prompt has no variable ${name}, so its value is not sent.`),
  ].map((message) => ({ of: 'variables', message }))
}
