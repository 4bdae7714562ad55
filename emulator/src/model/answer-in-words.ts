import { answerFromSources } from './answer-from-sources.ts'
import { chooseMember } from './choose-member.ts'
import { describeSlot } from './describe-slot.ts'
import type { FillContext } from './fill-context.ts'
import { fillNumber } from './fill-number.ts'
import { keyFacts } from './key-facts.ts'
import type { Question } from './question.ts'

/** A short answer in words, for prompts that demand no JSON. */
export function answerInWords(question: Question, context: FillContext): string {
  const { turns } = question
  const asked =
    turns.findLast(({ role, isToolResult }) => role === 'user' && !isToolResult)?.text ?? ''
  return (
    chosenWord(asked, context) ??
    bareNumber(asked, context) ??
    fromSources(asked, question) ??
    sentences(asked, context)
  )
}

/** What a tool has just returned goes before what was found. */
function fromSources(asked: string, question: Question): string | undefined {
  if (question.turns.at(-1)?.isToolResult === true) return undefined
  const { system } = question
  return answerFromSources(asked, system === '' ? asked : system)
}

/** `Answer with one of: a, b, c` or `answer yes or no`. */
function chosenWord(asked: string, context: FillContext): string | undefined {
  const [, listed] = /\bone of(?: the following)?\b[^:\n]{0,30}:\s*([^\n.]+)/i.exec(asked) ?? []
  const [, pair] =
    /\b(?:answer|reply|respond)\b[^.\n]{0,30}?\b(yes\b[^.\n]{1,6}\bno)\b/i.exec(asked) ?? []
  const choice = listed ?? pair
  const members = choice === undefined ? undefined : describeSlot(`one of: ${choice}`).enum
  const chosen = members && chooseMember(members, '', context)
  return typeof chosen === 'string' ? chosen : undefined
}

/** `Return only an integer between 0 and 100`. */
function bareNumber(asked: string, context: FillContext): string | undefined {
  const [, described] =
    /\b(?:only|just|single|return|reply with)\s+(?:a|an|the|one)\s+((?:integer|number|score)\b[^.\n]{0,60})/i.exec(
      asked,
    ) ?? []
  if (described === undefined) return undefined
  const schema = describeSlot(described)
  return schema.minimum === undefined ? undefined : String(fillNumber(schema, 'score', context))
}

function sentences(asked: string, { data, score }: FillContext): string {
  const topic = firstSentence(asked)
  const facts = keyFacts(data, 3)
  const basis = facts.length === 0 ? '' : ` What stands out is ${facts.join(', ')}.`
  const mood = score >= 0.5 ? 'looks favourable' : 'needs a closer look'
  return `You asked: “${topic}”${basis} Taken together, this ${mood}.`
}

function firstSentence(text: string): string {
  const [sentence = ''] = /[^.!?\n]+[.!?]?/.exec(text.trim()) ?? []
  return sentence.length > 160 ? `${sentence.slice(0, 159)}…` : sentence
}
