import { Problem } from '../../kernel/problem.ts'
import { parseArn } from '../arn.ts'
import { promptVariant } from '../prompt-variant.ts'
import type { ReadResources } from '../read-resources.ts'
import type { Knowledge } from './knowledge.ts'
import { isProfile } from './is-profile.ts'
import type { Use } from './use.ts'

/** Asks AWS what it alone knows about these uses; `notes` say what it would not tell. */
export async function gatherKnowledge(
  read: ReadResources,
  uses: readonly Use[],
): Promise<{ readonly knowledge: Knowledge; readonly notes: readonly string[] }> {
  const notes: string[] = []
  const ask = async <T>(what: string, work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      notes.push(`${what} ${error.message}`)
      return undefined
    }
  }
  const promptModels = new Map<string, string>()
  for (const prompt of promptsIn(uses)) {
    const { prompt: id = '', version = null } = parseArn(prompt)?.ids ?? {}
    const found = await ask(`The model of the prompt ${prompt} is not known, so the policy allows any.`, read.prompt(id, version)) // prettier-ignore
    const model = found && promptVariant(found)?.modelId
    if (model) promptModels.set(prompt, model)
  }
  const profiles = new Map<string, readonly string[]>()
  const models = uses.flatMap((use) => (use.kind === 'model' ? [use.model] : []))
  for (const profile of new Set([...models, ...promptModels.values()].filter(isProfile))) {
    const found = await ask(`The models behind ${profile} are not known, so the policy allows any region of it.`, read.profile(profile)) // prettier-ignore
    const arns = (found?.models ?? []).flatMap(({ modelArn }) => (modelArn ? [modelArn] : []))
    if (arns.length > 0) profiles.set(profile, arns)
  }
  return { knowledge: { profiles, promptModels }, notes }
}

const promptsIn = (uses: readonly Use[]): Set<string> =>
  new Set(uses.flatMap((use) => (use.kind === 'prompt' ? [use.prompt] : [])))
