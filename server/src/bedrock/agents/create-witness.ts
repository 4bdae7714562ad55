import type { AgentEvent } from './agent-event.ts'

/** Judges whether an answer is whole. InvokeAgent has no event that says so. */
export interface Witness {
  hear(event: AgentEvent): void
  /** What is missing at the end of the stream; null when the answer is whole. */
  missing(): string | null
}

/**
 * An answer needs a text or a return of control. The trace tells the whole answer as well: a text
 * that is only its beginning was cut off. A streamed answer comes before that line of the trace, so
 * an orchestration without it was cut off too.
 */
export function createWitness(isStreamed: boolean): Witness {
  let text = ''
  let hasAnswer = false
  let finalText: string | null = null
  let isOrchestrated = false
  return {
    hear: (event) => {
      if (event.type === 'text') text += event.text
      if (event.type === 'text' || event.type === 'return_control') hasAnswer = true
      if (event.type !== 'step') return
      isOrchestrated ||= 'orchestrationTrace' in event.step.detail
      finalText = finalTextOf(event.step.detail) ?? finalText
    },
    missing: () => {
      if (!hasAnswer) return 'the stream ended without an answer.'
      if (finalText !== null) {
        const isCut = text.length < finalText.length && finalText.startsWith(text) && text !== ''
        return isCut ? 'the stream ended in the middle of the answer.' : null
      }
      const needsFinal = isStreamed && isOrchestrated && text !== ''
      return needsFinal ? 'the stream ended before the agent had finished.' : null
    },
  }
}

function finalTextOf(detail: Record<string, unknown>): string | undefined {
  const text = ['orchestrationTrace', 'observation', 'finalResponse', 'text'].reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    detail,
  )
  return typeof text === 'string' ? text : undefined
}
