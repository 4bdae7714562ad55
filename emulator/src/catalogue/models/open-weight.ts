import type { ModelInput } from '../model-schema.ts'

const llama = {
  provider: 'Meta',
  family: 'llama',
  structuredOutput: false,
  strictTools: false,
  forcedToolChoice: false,
  prefill: false,
} as const satisfies Partial<ModelInput>

const openWeight = {
  family: 'openai',
  inferenceTypes: ['ON_DEMAND'],
  maxOutputTokens: 16_384,
  prefill: false,
} as const satisfies Partial<ModelInput>

export const openWeightModels: readonly ModelInput[] = [
  {
    ...llama,
    id: 'meta.llama3-8b-instruct-v1:0',
    name: 'Llama 3 8B Instruct',
    inferenceTypes: ['ON_DEMAND'],
    contextTokens: 8192,
    maxOutputTokens: 2048,
    tools: false,
  },
  {
    ...llama,
    id: 'meta.llama3-1-8b-instruct-v1:0',
    name: 'Llama 3.1 8B Instruct',
    inferenceTypes: ['ON_DEMAND', 'INFERENCE_PROFILE'],
    profiles: ['us'],
    regions: ['us-west-2'],
    customizations: ['FINE_TUNING', 'DISTILLATION'],
    maxOutputTokens: 8192,
  },
  {
    ...llama,
    id: 'meta.llama3-1-8b-instruct-v1:0:128k',
    name: 'Llama 3.1 8B Instruct',
    inferenceTypes: ['PROVISIONED'],
    regions: ['us-west-2'],
    maxOutputTokens: 8192,
  },
  {
    ...llama,
    id: 'meta.llama3-3-70b-instruct-v1:0',
    name: 'Llama 3.3 70B Instruct',
    inferenceTypes: ['INFERENCE_PROFILE'],
    profiles: ['us'],
    maxOutputTokens: 8192,
  },
  {
    ...openWeight,
    id: 'openai.gpt-oss-20b-1:0',
    name: 'gpt-oss-20b',
    provider: 'OpenAI',
  },
  {
    ...openWeight,
    id: 'openai.gpt-oss-120b-1:0',
    name: 'gpt-oss-120b',
    provider: 'OpenAI',
  },
  {
    ...openWeight,
    id: 'qwen.qwen3-32b-v1:0',
    name: 'Qwen3 32B (dense)',
    provider: 'Qwen',
  },
]
