import type { Definition, Step, Trigger } from '@outcrop/contract'
import { starterPrompt } from './starter-prompt.ts'

interface Beginning {
  readonly trigger: Trigger
  readonly providerId: string
  readonly model: string
}

/** A new stream action with everything that can be known for it. */
export function newDefinition({ trigger, providerId, model }: Beginning): Definition {
  return {
    name: '',
    description: '',
    trigger,
    steps: [newStep(providerId, model)],
    deadline_s: 3600,
  }
}

function newStep(providerId: string, model: string): Step {
  return {
    id: 'ask',
    action: 'bedrock.prompt',
    input: {
      provider_id: providerId,
      model,
      inference: { max_tokens: 500, temperature: 0 },
      parameters: [],
      add_event_payload: true,
      prompt: starterPrompt,
    },
    output: { type: 'event', fields: [] },
    deliver: { to: 'stream', identity_from_answer: false },
    debug: false,
    timeout_s: 120,
    retry: { max_attempts: 3, interval_s: 2, backoff_rate: 2, max_interval_s: 60 },
  }
}

/** Whether the form can show all of it; anything else is edited as JSON. */
export function fitsForm({ steps }: Definition): boolean {
  return steps.length === 1
}
