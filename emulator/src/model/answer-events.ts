import type { Answer, AnswerEvent } from './answer.ts'

const charactersPerEvent = 24

/** A finished answer in the pieces in which a model would have streamed it. */
export function answerEvents(answer: Answer): AnswerEvent[] {
  const parts = answer.parts.flatMap((part): AnswerEvent[] =>
    part.kind === 'tool'
      ? [{ kind: 'tool', id: part.id, name: part.name, json: JSON.stringify(part.input) }]
      : pieces(part.text).map((text) => ({ kind: 'text', text })),
  )
  const { stopReason, stopSequence, usage } = answer
  return [...parts, { kind: 'stop', stopReason, stopSequence, usage }]
}

/** Cuts a text into pieces of equal length, never through a surrogate pair. */
export function pieces(text: string, length = charactersPerEvent): string[] {
  const cut: string[] = []
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + length)
    if (end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00) end += 1
    cut.push(text.slice(start, end))
    start = end
  }
  return cut
}
