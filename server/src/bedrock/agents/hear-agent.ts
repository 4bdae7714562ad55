import type { AgentFile, AgentStep, Citation, ReturnOfControl } from '@outcrop/contract'
import type { AgentEvent } from './agent-event.ts'

/** All that an agent answered in one turn, as far as it was heard. */
export interface Heard {
  text: string
  citations: Citation[]
  steps: AgentStep[]
  returnControl: ReturnOfControl | null
  files: AgentFile[]
  /** Tokens of all model calls; null when the trace told of none. */
  tokens: { input: number | null; output: number | null }
  /** The model that the agent asked last. */
  model: string | null
  requestId: string | null
}

export const nothingHeard = (): Heard => ({
  text: '',
  citations: [],
  steps: [],
  returnControl: null,
  files: [],
  tokens: { input: null, output: null },
  model: null,
  requestId: null,
})

/** Adds an event to what was heard before it. */
export function hear(heard: Heard, event: AgentEvent): void {
  switch (event.type) {
    case 'text':
      heard.text += event.text
      break
    case 'citation':
      heard.citations.push(event.citation)
      break
    case 'step':
      heard.steps.push(event.step)
      heard.model = event.model ?? heard.model
      heard.tokens = {
        input: sum(heard.tokens.input, event.step.tokens?.input),
        output: sum(heard.tokens.output, event.step.tokens?.output),
      }
      break
    case 'return_control':
      heard.returnControl = event.returnControl
      break
    case 'file':
      heard.files.push(event.file)
      break
    case 'end':
      heard.requestId = event.requestId
  }
}

/** Unknown tokens stay unknown; they are never 0. */
function sum(before: number | null, more: number | null | undefined): number | null {
  return more === null || more === undefined ? before : (before ?? 0) + more
}
