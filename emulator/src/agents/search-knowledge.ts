import type { JsonObject } from '../json.ts'
import { retrievedReference, retrieveFrom } from '../knowledge-bases/retrieve-from.ts'
import type { Hit } from '../knowledge-bases/rank-passages.ts'
import { words } from '../model/words.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { AgentEvent } from './agent-event.ts'
import { orchestration, type AgentTurn } from './agent-turn.ts'
import { failureTrace } from './ask-model.ts'

/** Looks in the knowledge bases of the agent. Throws DependencyFailedException when one is broken. */
export function* searchKnowledge(turn: AgentTurn): Generator<AgentEvent, Hit[]> {
  const hits: Hit[] = []
  for (const knowledgeBaseId of turn.version.knowledgeBases) {
    yield orchestration(turn, {
      invocationInput: {
        invocationType: 'KNOWLEDGE_BASE',
        knowledgeBaseLookupInput: { text: turn.text, knowledgeBaseId },
      },
    })
    try {
      const found = retrieveFrom(knowledgeBaseId, turn.asker, { question: turn.text, wanted: 3 })
      hits.push(...found)
      yield orchestration(turn, {
        observation: {
          type: 'KNOWLEDGE_BASE',
          knowledgeBaseLookupOutput: { retrievedReferences: found.map(retrievedReference) },
        },
      })
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      yield failureTrace(turn, error)
      throw new AwsError('DependencyFailedException', 424, error.message, {
        members: { resourceName: knowledgeBaseId },
      })
    }
  }
  return hits.toSorted((one, other) => other.score - one.score).slice(0, 3)
}

/** The sources from which an answer quotes at least so many words in a row. */
const quotedWords = 5

export function citations(answer: string, hits: readonly Hit[]): JsonObject[] {
  const said = words(answer)
  const runs = said
    .slice(0, Math.max(0, said.length - quotedWords + 1))
    .map((_, start) => ` ${said.slice(start, start + quotedWords).join(' ')} `)
  const quoted = hits.filter(({ text }) => {
    const source = ` ${words(text).join(' ')} `
    return runs.some((run) => source.includes(run))
  })
  if (quoted.length === 0) return []
  const span = { start: 0, end: Math.max(0, answer.length - 1) }
  return [
    {
      generatedResponsePart: { textResponsePart: { text: answer, span } },
      retrievedReferences: quoted.map(retrievedReference),
    },
  ]
}
