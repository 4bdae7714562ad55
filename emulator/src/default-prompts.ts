import type { PromptInput } from './prompts/prompt-schema.ts'

const text = `You are an AI assistant that must return only valid JSON.
Do not include explanations, markdown, code fences, or any text outside the JSON object.

Using the visitor data below, calculate a numeric score between 0 and 100 that represents
the visitor's likelihood to convert in this session.

Return a single JSON object only, with this exact structure:
{
  "tealium_account": "{{tealium_account}}",
  "tealium_profile": "{{tealium_profile}}",
  "tealium_visitor_id": "{{tealium_visitor_id}}",
  "tealium_event": "bedrock_ai_insight",
  "visitor_score": <integer between 0 and 100>
}

Visitor data:
{{visitor_json}}

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
