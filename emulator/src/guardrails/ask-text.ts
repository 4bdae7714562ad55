import type { Asker } from '../answers/asker.ts'
import type { Resources } from '../answers/resources.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Model } from '../catalogue/model-schema.ts'
import { resolveModel } from '../catalogue/resolve-model.ts'
import { textOf } from '../families/text-of.ts'
import type { Question } from '../model/question.ts'
import { askGuarded } from './ask-guarded.ts'
import type { Guard } from './find-guardrail.ts'

export type TextQuestion = {
  modelId: string
  questionFor: (model: Model) => Question
  guard: Guard | undefined
}

/** Asks a model and takes only what it says in words. Throws AwsError as Converse would. */
export async function askText(
  asker: Asker,
  resources: Resources & { catalogue: Catalogue },
  { modelId, questionFor, guard }: TextQuestion,
): Promise<string> {
  const target = resolveModel(modelId, { ...asker, catalogue: resources.catalogue })
  const shield = guard && { guard, marked: [], withTrace: false }
  const asking = { target, question: questionFor(target.model), shield }
  const asked = await askGuarded(asker, resources, asking)
  if (asked.kind === 'told') return textOf(asked.told.told.parts)
  return asked.reply.kind === 'whole' ? Buffer.from(asked.reply.body).toString('utf8') : ''
}
