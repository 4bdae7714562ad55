import type { Asker } from '../answers/asker.ts'
import type { Resources } from '../answers/resources.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Model } from '../catalogue/model-schema.ts'
import { resolveModel } from '../catalogue/resolve-model.ts'
import { textOf } from '../families/text-of.ts'
import type { Question } from '../model/question.ts'
import { askGuarded, type Guarding } from './ask-guarded.ts'
import type { Guard } from './find-guardrail.ts'

export type TextQuestion = {
  modelId: string
  questionFor: (model: Model) => Question
  guard: Guard | undefined
  /** What of the question the guardrail looks at; everything if absent. */
  marked?: readonly string[]
}

export type Said = { text: string; guarding: Guarding | undefined }

/** Asks a model and takes only what it says in words. Throws AwsError as Converse would. */
export async function askText(
  asker: Asker,
  resources: Resources & { catalogue: Catalogue },
  { modelId, questionFor, guard, marked = [] }: TextQuestion,
): Promise<Said> {
  const target = resolveModel(modelId, { ...asker, catalogue: resources.catalogue })
  const shield = guard && { guard, marked }
  const asking = { target, question: questionFor(target.model), shield }
  const asked = await askGuarded(asker, resources, asking)
  if (asked.kind === 'told') {
    const { told, guarding } = asked.told
    return { text: textOf(told.parts), guarding }
  }
  const { reply } = asked
  const text = reply.kind === 'whole' ? Buffer.from(reply.body).toString('utf8') : ''
  return { text, guarding: undefined }
}
