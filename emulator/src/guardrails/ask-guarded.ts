import { ask, askInPieces, type Asked } from '../answers/ask.ts'
import type { Asker } from '../answers/asker.ts'
import type { Resources } from '../answers/resources.ts'
import type { Target } from '../catalogue/resolve-model.ts'
import { answerEvents } from '../model/answer-events.ts'
import type { Answer, AnswerEvent } from '../model/answer.ts'
import type { Question } from '../model/question.ts'
import { assess, mask, type Verdict } from './assess.ts'
import type { Guard } from './find-guardrail.ts'
import type { Scope } from './with-undetected.ts'

export type Side = { verdict: Verdict; texts: readonly string[] }

/** What a guardrail did with a call, before and after the model. */
export type Guarding = {
  guard: Guard
  input: Side
  output: Side | undefined
  /** What the model said before the guardrail changed it. */
  modelOutput: string | undefined
}

/** A guardrail for one call. */
export type Shield = {
  guard: Guard
  /** Pieces of the question that alone are looked at; everything that is said if there are none. */
  marked: readonly string[]
  /** How much of what it did is told; nothing if absent. */
  trace?: Scope | undefined
}

export type Asking = { target: Target; question: Question; shield: Shield | undefined }
type Guarded<Told> = Asked<{ told: Told; guarding: Guarding | undefined }>

/**
 * Asks the model, with a guardrail before and after it if there is one. A question that is blocked
 * never reaches the model. Throws AwsError as `ask` does.
 */
export async function askGuarded(
  asker: Asker,
  resources: Resources,
  { target, question, shield }: Asking,
): Promise<Guarded<Answer>> {
  if (!shield) return unguarded(await ask(asker, resources, target, question))
  const { guard, marked } = shield
  const texts = marked.length > 0 ? marked : question.turns.map(({ text }) => text)
  const input = { verdict: assess(guard.policy, texts), texts }
  if (input.verdict.outcome === 'blocked') {
    const usage = { inputTokens: 0, outputTokens: 0 }
    asker.noteUsage(usage)
    const told = { ...spoken(guard.policy.blockedInputMessaging), usage }
    const guarding = { guard, input, output: undefined, modelOutput: undefined }
    return { kind: 'told', told: { told, guarding } }
  }
  const asked = await ask(asker, resources, target, maskedQuestion(question, texts, guard))
  if (asked.kind === 'raw') return asked
  return { kind: 'told', told: guardAnswer(asked.told, guard, input) }
}

/** As `askGuarded`, in pieces. A guarded answer is looked at as a whole before its first piece. */
export async function askGuardedInPieces(
  asker: Asker,
  resources: Resources,
  asking: Asking,
): Promise<Guarded<AsyncIterable<AnswerEvent>>> {
  const { target, question, shield } = asking
  if (!shield) return unguarded(await askInPieces(asker, resources, target, question))
  const asked = await askGuarded(asker, resources, asking)
  if (asked.kind === 'raw') return asked
  const { told, guarding } = asked.told
  return { kind: 'told', told: { told: inTurn(answerEvents(told)), guarding } }
}

function unguarded<Told>(asked: Asked<Told>): Guarded<Told> {
  if (asked.kind === 'raw') return asked
  return { kind: 'told', told: { told: asked.told, guarding: undefined } }
}

function guardAnswer(
  answer: Answer,
  guard: Guard,
  input: Side,
): { told: Answer; guarding: Guarding } {
  const { policy } = guard
  const texts = answer.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))
  const verdict = assess(policy, texts)
  const guarding = {
    guard,
    input,
    output: { verdict, texts },
    modelOutput: verdict.outcome === 'none' ? undefined : texts.join(''),
  }
  if (verdict.outcome === 'blocked') {
    return { told: { ...spoken(policy.blockedOutputsMessaging), usage: answer.usage }, guarding }
  }
  const isTouched = verdict.outcome === 'masked' || input.verdict.outcome === 'masked'
  if (!isTouched) return { told: answer, guarding }
  const parts = answer.parts.map((part) =>
    part.kind === 'text' ? { ...part, text: mask(policy, part.text) } : part,
  )
  // AWS reports masking with the same stop reason as blocking; only the trace tells them apart.
  return { told: { ...answer, parts, stopReason: 'guardrail_intervened' }, guarding }
}

function maskedQuestion(question: Question, texts: readonly string[], { policy }: Guard): Question {
  const masked = (whole: string): string =>
    texts.reduce((text, piece) => text.replaceAll(piece, () => mask(policy, piece)), whole)
  const turns = question.turns.map((turn) => ({ ...turn, text: masked(turn.text) }))
  return { ...question, system: masked(question.system), turns }
}

function spoken(text: string): Omit<Answer, 'usage'> {
  return {
    parts: [{ kind: 'text', text }],
    stopReason: 'guardrail_intervened',
    stopSequence: undefined,
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream that is there at once
async function* inTurn(events: readonly AnswerEvent[]): AsyncGenerator<AnswerEvent> {
  yield* events
}
