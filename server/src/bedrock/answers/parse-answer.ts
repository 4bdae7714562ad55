import { Problem } from '../../kernel/problem.ts'
import { findObject, type Found } from './find-object.ts'
import type { JsonObject, JsonSchema } from './json-schema.ts'

export interface AnswerText {
  readonly text: string
  /** Bedrock's own word for why the model stopped. */
  readonly stopReason: string
}

export interface ParsedAnswer {
  readonly value: JsonObject | string
  /** Whether the syntax of the answer was broken and had to be mended. */
  readonly repaired: boolean
}

const blocked = new Set(['guardrail_intervened', 'content_filtered'])
const truncated = new Set(['max_tokens', 'model_context_window_exceeded'])

/**
 * Takes the one JSON object out of an answer, or its text when `schema` is null. Throws a problem of
 * class `answer`: empty, not-json, invalid, truncated or blocked.
 */
export function parseAnswer(
  answer: AnswerText & { readonly schema: JsonSchema | null },
): ParsedAnswer {
  const { text, stopReason, schema } = answer
  if (blocked.has(stopReason)) throw blockedProblem(answer)
  const isTruncated = truncated.has(stopReason)
  if (text.trim() === '') throw isTruncated ? truncatedProblem(answer) : emptyProblem(answer)
  if (schema === null) {
    if (isTruncated) throw truncatedProblem(answer)
    return { value: text, repaired: false }
  }
  const found = findObject(text, schema, { truncated: isTruncated })
  if (found.kind === 'object') return { value: found.value, repaired: found.repaired }
  throw isTruncated ? truncatedProblem(answer) : unusableProblem(found, answer)
}

function blockedProblem({ stopReason, text }: AnswerText): Problem {
  const by = stopReason === 'guardrail_intervened' ? 'A guardrail' : 'A content filter'
  const said = text.trim() === '' ? '' : `, which says: ${excerpt(text)}`
  return new Problem('answer-blocked', `${by} stopped the answer${said}`)
}

function truncatedProblem({ stopReason, text }: AnswerText): Problem {
  const limit = stopReason === 'max_tokens' ? 'the token limit' : 'the end of the model’s context'
  return new Problem(
    'answer-truncated',
    `The answer was cut at ${limit}, after ${text.length} characters.`,
  )
}

function emptyProblem({ stopReason }: AnswerText): Problem {
  return new Problem(
    'answer-empty',
    `The answer has no text. The model stopped with "${stopReason || 'no reason'}".`,
  )
}

function unusableProblem(found: Exclude<Found, { kind: 'object' }>, { text }: AnswerText): Problem {
  return found.kind === 'nothing'
    ? new Problem(
        'answer-not-json',
        `There is no JSON object in the answer. It begins: ${excerpt(text)}`,
      )
    : new Problem('answer-invalid', `The answer cannot be used: ${found.complaints.join('; ')}.`)
}

const excerpt = (text: string): string =>
  text.length > 200 ? `${text.slice(0, 200).trim()}…` : text.trim()
