import type { PromptInput } from './prompts/prompt-schema.ts'
import { scorePrompt } from './score-prompt.ts'

const text = `${scorePrompt}{{visitor_json}}

Pay particular attention to the value of {{last_product_viewed}}.
`

const variables = [
  'tealium_account',
  'tealium_profile',
  'tealium_visitor_id',
  'visitor_json',
  'last_product_viewed',
]

const template = { text: { text, inputVariables: variables.map((name) => ({ name })) } }
const inferenceConfiguration = { text: { maxTokens: 500, temperature: 0 } }

/** A conversion score, as a marketing team would keep it in Prompt management. */
export const defaultPrompts: PromptInput[] = [
  {
    id: 'CONVSCORE1',
    name: 'conversion-score',
    description: 'Scores how likely a visitor is to convert, as one JSON object.',
    region: 'us-east-1',
    versions: {
      DRAFT: {
        modelId: 'us.amazon.nova-lite-v1:0',
        templateConfiguration: template,
        inferenceConfiguration,
      },
      '1': {
        modelId: 'amazon.nova-micro-v1:0',
        templateConfiguration: template,
        inferenceConfiguration,
      },
    },
  },
]
