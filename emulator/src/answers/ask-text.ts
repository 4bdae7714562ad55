import { resolveModel } from '../catalogue/resolve-model.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { textOf } from '../families/text-of.ts'
import type { Question } from '../model/question.ts'
import type { Model } from '../catalogue/model-schema.ts'
import { ask } from './ask.ts'
import type { Asker } from './asker.ts'
import type { Resources } from './resources.ts'

/** Asks a model and takes only what it says in words. Throws AwsError as Converse would. */
export async function askText(
  asker: Asker,
  resources: Resources & { catalogue: Catalogue },
  modelId: string,
  questionFor: (model: Model) => Question,
): Promise<string> {
  const target = resolveModel(modelId, { ...asker, catalogue: resources.catalogue })
  const asked = await ask(asker, resources, target, questionFor(target.model))
  if (asked.kind === 'told') return textOf(asked.told.parts)
  return asked.reply.kind === 'whole' ? Buffer.from(asked.reply.body).toString('utf8') : ''
}
