import type { ModelInput } from '../model-schema.ts'

const nova = {
  provider: 'Amazon',
  family: 'nova',
  inputModalities: ['TEXT', 'IMAGE', 'VIDEO'],
  customizations: ['FINE_TUNING', 'DISTILLATION'],
  contextTokens: 300_000,
  maxOutputTokens: 10_000,
  strictTools: false,
} as const satisfies Partial<ModelInput>

const titanText = {
  provider: 'Amazon',
  family: 'titan-text',
  customizations: ['FINE_TUNING', 'CONTINUED_PRE_TRAINING'],
  inferenceTypes: ['ON_DEMAND'],
  tools: false,
  systemPrompts: false,
  structuredOutput: false,
  prefill: false,
} as const satisfies Partial<ModelInput>

const everyGeography = ['us', 'eu', 'apac'] as const

export const amazonModels: readonly ModelInput[] = [
  {
    ...nova,
    id: 'amazon.nova-micro-v1:0',
    name: 'Nova Micro',
    inputModalities: ['TEXT'],
    inferenceTypes: ['ON_DEMAND', 'INFERENCE_PROFILE'],
    profiles: [...everyGeography],
    contextTokens: 128_000,
  },
  {
    ...nova,
    id: 'amazon.nova-micro-v1:0:24k',
    name: 'Nova Micro',
    inputModalities: ['TEXT'],
    inferenceTypes: ['PROVISIONED'],
    contextTokens: 24_000,
  },
  {
    ...nova,
    id: 'amazon.nova-lite-v1:0',
    name: 'Nova Lite',
    inferenceTypes: ['ON_DEMAND', 'INFERENCE_PROFILE'],
    profiles: [...everyGeography],
  },
  {
    ...nova,
    id: 'amazon.nova-pro-v1:0',
    name: 'Nova Pro',
    optimizedLatency: true,
    inferenceTypes: ['ON_DEMAND', 'INFERENCE_PROFILE'],
    profiles: [...everyGeography],
  },
  {
    ...nova,
    id: 'amazon.nova-premier-v1:0',
    name: 'Nova Premier',
    inferenceTypes: ['INFERENCE_PROFILE'],
    profiles: ['us'],
    contextTokens: 1_000_000,
    maxOutputTokens: 32_000,
  },
  {
    ...titanText,
    id: 'amazon.titan-text-express-v1',
    name: 'Titan Text G1 - Express',
    contextTokens: 8192,
    maxOutputTokens: 8192,
  },
  {
    ...titanText,
    id: 'amazon.titan-text-lite-v1',
    name: 'Titan Text G1 - Lite',
    contextTokens: 4096,
    maxOutputTokens: 4096,
  },
  {
    id: 'amazon.titan-embed-text-v2:0',
    name: 'Titan Text Embeddings V2',
    provider: 'Amazon',
    family: 'titan-embed',
    outputModalities: ['EMBEDDING'],
    streaming: false,
    inferenceTypes: ['ON_DEMAND'],
    contextTokens: 8192,
    tools: false,
    systemPrompts: false,
    structuredOutput: false,
  },
]
