import { definition as definitionSchema, type Definition } from '@outcrop/contract'
import { scorePrompt } from './score-prompt.ts'

/** An automation of one prompt step that scores; the parts given replace the usual ones. */
export function aDefinition(
  feedId: string,
  providerId: string,
  parts: { definition: object; step: object; input: object },
): Definition {
  return definitionSchema.parse({
    name: 'Score',
    trigger: { type: 'event', feed_id: feedId },
    steps: [
      {
        id: 'score',
        action: 'bedrock.prompt',
        input: {
          provider_id: providerId,
          model: 'amazon.nova-micro-v1:0',
          inference: { max_tokens: 300 },
          parameters: [],
          add_event_payload: true,
          prompt: scorePrompt,
          ...parts.input,
        },
        retry: { max_attempts: 3, interval_s: 0.1, backoff_rate: 1, max_interval_s: 0.1 },
        timeout_s: 5,
        ...parts.step,
      },
    ],
    ...parts.definition,
  })
}
