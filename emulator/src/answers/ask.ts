import type { Target } from '../catalogue/resolve-model.ts'
import type { Answer, AnswerEvent, Usage } from '../model/answer.ts'
import { questionTokens } from '../model/question-tokens.ts'
import { inputText, type Question } from '../model/question.ts'
import type { Reply } from '../wire/reply.ts'
import { answerEvents } from '../model/answer-events.ts'
import { scriptedAnswer } from './scripted-answer.ts'
import { spend } from './spend.ts'
import type { Asker } from './asker.ts'
import type { Resources } from './resources.ts'

/** An answer, or the body that a script wants to be sent instead. */
export type Asked<Told> = { kind: 'told'; told: Told } | { kind: 'raw'; reply: Reply }

/** Asks the model for a whole answer. Throws AwsError for access, limits and quotas. */
export async function ask(
  asker: Asker,
  resources: Resources,
  target: Target,
  question: Question,
): Promise<Asked<Answer>> {
  const { scripted, settle } = await begin(asker, resources, target, question)
  if (scripted && 'kind' in scripted) return { kind: 'raw', reply: scripted }
  const told = scripted ?? (await resources.answerer.answer(question, asker.signal))
  settle(told.usage)
  return { kind: 'told', told }
}

/** Asks the model for an answer in pieces. Throws as `ask` does, before the first piece. */
export async function askInPieces(
  asker: Asker,
  resources: Resources,
  target: Target,
  question: Question,
): Promise<Asked<AsyncIterable<AnswerEvent>>> {
  const { scripted, settle } = await begin(asker, resources, target, question)
  if (scripted && 'kind' in scripted) return { kind: 'raw', reply: scripted }
  const source = scripted
    ? answerEvents(scripted)
    : await resources.answerer.stream(question, asker.signal)
  return { kind: 'told', told: settled(source, settle) }
}

async function begin(
  asker: Asker,
  resources: Resources,
  target: Target,
  question: Question,
): Promise<{ scripted: Answer | Reply | undefined; settle: (usage: Usage) => void }> {
  const inputTokens = questionTokens(question)
  const settle = await spend(asker, resources, target, {
    inputTokens,
    maxTokens: question.maxTokens,
  })
  if (question.schema) {
    const { compiler, now } = resources
    await asker.pause(compiler.remainingMs(asker.account.id, target.model, question.schema, now()))
  }
  const script = resources.scripts.find(question.modelId, inputText(question))
  return { scripted: script && scriptedAnswer(script, question), settle }
}

async function* settled(
  source: Iterable<AnswerEvent> | AsyncIterable<AnswerEvent>,
  settle: (usage: Usage) => void,
): AsyncGenerator<AnswerEvent> {
  for await (const event of source) {
    if (event.kind === 'stop') settle(event.usage)
    yield event
  }
}
