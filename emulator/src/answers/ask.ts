import type { Target } from '../catalogue/resolve-model.ts'
import type { Answer, AnswerEvent, Usage } from '../model/answer.ts'
import { questionTokens } from '../model/question-tokens.ts'
import { inputText, type Question } from '../model/question.ts'
import type { Call } from '../operations/operation.ts'
import type { Reply } from '../wire/reply.ts'
import type { World } from '../world.ts'
import { answerEvents } from './answer-events.ts'
import { scriptedAnswer } from './scripted-answer.ts'
import { spend } from './spend.ts'

/** An answer, or the body that a script wants to be sent instead. */
export type Asked<Told> = { kind: 'told'; told: Told } | { kind: 'raw'; reply: Reply }

/** Asks the model for a whole answer. Throws AwsError for access, limits and quotas. */
export async function ask(
  call: Call,
  world: World,
  target: Target,
  question: Question,
): Promise<Asked<Answer>> {
  const { scripted, settle } = await begin(call, world, target, question)
  if (scripted && 'kind' in scripted) return { kind: 'raw', reply: scripted }
  const told = scripted ?? (await world.answerer.answer(question, call.signal))
  settle(told.usage)
  return { kind: 'told', told }
}

/** Asks the model for an answer in pieces. Throws as `ask` does, before the first piece. */
export async function askInPieces(
  call: Call,
  world: World,
  target: Target,
  question: Question,
): Promise<Asked<AsyncIterable<AnswerEvent>>> {
  const { scripted, settle } = await begin(call, world, target, question)
  if (scripted && 'kind' in scripted) return { kind: 'raw', reply: scripted }
  const source = scripted
    ? answerEvents(scripted)
    : await world.answerer.stream(question, call.signal)
  return { kind: 'told', told: settled(source, settle) }
}

async function begin(
  call: Call,
  world: World,
  target: Target,
  question: Question,
): Promise<{ scripted: Answer | Reply | undefined; settle: (usage: Usage) => void }> {
  const inputTokens = questionTokens(question)
  const settle = await spend(call, world, target, { inputTokens, maxTokens: question.maxTokens })
  const script = world.scripts.find(question.modelId, inputText(question))
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
