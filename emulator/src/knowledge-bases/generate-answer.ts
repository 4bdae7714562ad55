import type { Asker } from '../answers/asker.ts'
import type { Resources } from '../answers/resources.ts'
import { plainQuestion } from '../families/plain-question.ts'
import { askText } from '../guardrails/ask-text.ts'
import type { Guard } from '../guardrails/find-guardrail.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { JsonObject } from '../json.ts'
import { retrievedReference } from './retrieve-from.ts'
import type { Hit } from './rank-passages.ts'

export type Generated = { text: string; citations: JsonObject[] }

type Sought = {
  modelId: string
  question: string
  hits: readonly Hit[]
  guard?: Guard | undefined
}

/** AWS's own sentence when nothing was found. */
const nothingFound = 'Sorry, I am unable to assist you with this request.'

/** A model's answer to a question from what was found for it, with its sources. Throws AwsError. */
export async function generateAnswer(
  asker: Asker,
  resources: Resources & { catalogue: Catalogue },
  { modelId, question, hits, guard }: Sought,
): Promise<Generated> {
  if (hits.length === 0) return { text: nothingFound, citations: [] }
  const text = await askText(asker, resources, {
    modelId,
    guard,
    questionFor: (model) =>
      plainQuestion(modelId, promptFor(question, hits), {
        maxTokens: Math.min(2048, model.maxOutputTokens),
        stopSequences: [],
      }),
  })
  return {
    text,
    citations: [
      {
        generatedResponsePart: {
          textResponsePart: { text, span: { start: 0, end: Math.max(0, text.length - 1) } },
        },
        retrievedReferences: hits.map(retrievedReference),
      },
    ],
  }
}

function promptFor(question: string, hits: readonly Hit[]): string {
  const sources = hits.map(({ text }, index) => `[${index + 1}] ${text}`)
  return `${question}\n\nAnswer the question above from these search results only.\n\n${sources.join('\n\n')}`
}
