import type { ModelInput } from '../model-schema.ts'

const claude = {
  provider: 'Anthropic',
  family: 'claude',
  inputModalities: ['TEXT', 'IMAGE'],
  contextTokens: 200_000,
} as const satisfies Partial<ModelInput>

/** They can think, and one of their output tokens costs five tokens of the quota. */
const heavy = { outputTokenWeight: 5, maxOutputTokens: 64_000, thinking: 'budget' } as const

const profileOnly = { inferenceTypes: ['INFERENCE_PROFILE'] } as const satisfies Partial<ModelInput>

/** They came before native structured output. */
const early = { structuredOutput: false } as const

/** Reports of what these take differ; where they do, the emulator is the stricter one. */
const newest = {
  structuredOutput: false,
  sampling: 'none',
  prefill: false,
  thinking: 'adaptive',
} as const satisfies Partial<ModelInput>

export const anthropicModels: readonly ModelInput[] = [
  {
    ...claude,
    ...early,
    id: 'anthropic.claude-3-haiku-20240307-v1:0',
    name: 'Claude 3 Haiku',
    inferenceTypes: ['ON_DEMAND', 'INFERENCE_PROFILE'],
    profiles: ['us', 'eu', 'apac'],
  },
  {
    ...claude,
    ...early,
    id: 'anthropic.claude-3-haiku-20240307-v1:0:48k',
    name: 'Claude 3 Haiku',
    inferenceTypes: ['PROVISIONED'],
    contextTokens: 48_000,
  },
  {
    ...claude,
    ...profileOnly,
    ...early,
    id: 'anthropic.claude-3-5-haiku-20241022-v1:0',
    name: 'Claude 3.5 Haiku',
    optimizedLatency: true,
    inputModalities: ['TEXT'],
    profiles: ['us'],
    maxOutputTokens: 8192,
  },
  {
    ...claude,
    ...profileOnly,
    ...early,
    ...heavy,
    id: 'anthropic.claude-3-7-sonnet-20250219-v1:0',
    name: 'Claude 3.7 Sonnet',
    profiles: ['us', 'eu', 'apac'],
  },
  {
    ...claude,
    ...profileOnly,
    ...heavy,
    id: 'anthropic.claude-sonnet-4-20250514-v1:0',
    name: 'Claude Sonnet 4',
    profiles: ['us', 'eu', 'apac', 'global'],
  },
  {
    ...claude,
    ...profileOnly,
    ...heavy,
    sampling: 'one',
    id: 'anthropic.claude-sonnet-4-5-20250929-v1:0',
    name: 'Claude Sonnet 4.5',
    profiles: ['us', 'eu', 'jp', 'global'],
  },
  {
    ...claude,
    ...profileOnly,
    ...heavy,
    sampling: 'one',
    id: 'anthropic.claude-haiku-4-5-20251001-v1:0',
    name: 'Claude Haiku 4.5',
    profiles: ['us', 'eu', 'jp', 'global'],
  },
  {
    ...claude,
    ...profileOnly,
    ...heavy,
    sampling: 'one',
    id: 'anthropic.claude-opus-4-1-20250805-v1:0',
    name: 'Claude Opus 4.1',
    profiles: ['us'],
    maxOutputTokens: 32_000,
  },
  {
    ...claude,
    ...profileOnly,
    ...heavy,
    ...newest,
    strictTools: false,
    id: 'anthropic.claude-opus-4-7',
    name: 'Claude Opus 4.7',
    profiles: ['us', 'eu', 'global'],
  },
  {
    ...claude,
    ...profileOnly,
    ...heavy,
    ...newest,
    forcedToolChoice: false,
    id: 'anthropic.claude-fable-5',
    name: 'Claude Fable 5',
    profiles: ['us', 'global'],
  },
  {
    ...claude,
    ...early,
    id: 'anthropic.claude-3-sonnet-20240229-v1:0',
    name: 'Claude 3 Sonnet',
    inferenceTypes: ['ON_DEMAND'],
    lifecycle: { status: 'LEGACY', legacyTime: '2025-01-21T00:00:00Z' },
  },
  {
    ...claude,
    ...early,
    id: 'anthropic.claude-v2:1',
    name: 'Claude 2.1',
    inputModalities: ['TEXT'],
    inferenceTypes: ['ON_DEMAND'],
    tools: false,
    lifecycle: { status: 'LEGACY', endOfLifeTime: '2025-07-21T00:00:00Z' },
  },
]
