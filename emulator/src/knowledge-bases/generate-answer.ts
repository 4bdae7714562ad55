import type { Asker } from '../answers/asker.ts'
import type { Resources } from '../answers/resources.ts'
import { plainQuestion } from '../families/plain-question.ts'
import { askText } from '../guardrails/ask-text.ts'
import { assess } from '../guardrails/assess.ts'
import type { Turn } from '../model/question.ts'
import type { Guard } from '../guardrails/find-guardrail.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { JsonObject } from '../json.ts'
import { retrievedReference } from './retrieve-from.ts'
import type { Hit } from './rank-passages.ts'

export type Generated = {
  text: string
  citations: JsonObject[]
  /** Whether a guardrail has changed or replaced something. */
  isIntervened: boolean
}

type Sought = {
  modelId: string
  /** What was said before in the session. */
  earlier?: readonly Turn[]
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
  { modelId, earlier = [], question, hits, guard }: Sought,
): Promise<Generated> {
  if (hits.length === 0) return withoutSources(question, guard)
  const { text, guarding } = await askText(asker, resources, {
    modelId,
    guard,
    // As in AWS, what was found in the knowledge base is not looked at.
    marked: [question],
    questionFor: (model) => {
      const maxTokens = Math.min(2048, model.maxOutputTokens)
      const plain = plainQuestion(modelId, promptFor(question, hits), { maxTokens, stopSequences: [] }) // prettier-ignore
      return { ...plain, turns: [...earlier, ...plain.turns] }
    },
  })
  const outcomes = [guarding?.input, guarding?.output].map(
    (side) => side?.verdict.outcome ?? 'none',
  )
  const isIntervened = outcomes.some((outcome) => outcome !== 'none')
  if (outcomes.includes('blocked')) return { text, citations: [], isIntervened }
  return {
    text,
    isIntervened,
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

/** The guardrail looks at the question although no model is asked. */
function withoutSources(question: string, guard: Guard | undefined): Generated {
  const isIntervened = guard !== undefined && assess(guard.policy, [question]).outcome === 'blocked'
  const text = isIntervened ? guard.policy.blockedInputMessaging : nothingFound
  return { text, citations: [], isIntervened }
}

function promptFor(question: string, hits: readonly Hit[]): string {
  const sources = hits.map(({ text }, index) => `[${index + 1}] ${text}`)
  return `${question}\n\nAnswer the question above from these search results only.\n\n${sources.join('\n\n')}`
}
