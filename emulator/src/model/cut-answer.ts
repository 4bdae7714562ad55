import type { Answer, Part } from './answer.ts'
import { countTokens, firstTokens } from './count-tokens.ts'
import { questionTokens } from './question-tokens.ts'
import type { Question } from './question.ts'

/** Ends what the model wanted to say where stop sequences and `maxTokens` end it. */
export function cutAnswer(part: Part, question: Question): Answer {
  const inputTokens = questionTokens(question)
  const spoken = part.kind === 'text' ? part.text : JSON.stringify(part.input)
  const stop = part.kind === 'text' ? firstStop(part.text, question.stopSequences) : undefined
  const wanted = stop ? spoken.slice(0, stop.at) : spoken
  const isTooLong = countTokens(wanted) > question.maxTokens
  const text = isTooLong ? firstTokens(wanted, question.maxTokens) : wanted
  return {
    // A tool call that was cut off has no usable input.
    parts: [
      part.kind === 'text' ? { ...part, text } : { ...part, input: isTooLong ? {} : part.input },
    ],
    stopReason: stopReason(part, isTooLong, stop !== undefined),
    stopSequence: isTooLong ? undefined : stop?.sequence,
    usage: { inputTokens, outputTokens: Math.max(1, countTokens(text)) },
  }
}

function stopReason(part: Part, isTooLong: boolean, isStopped: boolean): Answer['stopReason'] {
  if (isTooLong) return 'max_tokens'
  if (isStopped) return 'stop_sequence'
  return part.kind === 'tool' ? 'tool_use' : 'end_turn'
}

function firstStop(
  text: string,
  sequences: readonly string[],
): { at: number; sequence: string } | undefined {
  return sequences
    .map((sequence) => ({ at: sequence === '' ? -1 : text.indexOf(sequence), sequence }))
    .filter(({ at }) => at >= 0)
    .sort((left, right) => left.at - right.at)[0]
}
