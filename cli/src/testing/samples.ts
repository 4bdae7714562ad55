import {
  definition,
  type Automation,
  type Event,
  type PausedTarget,
  type ProblemDocument,
  type Provider,
  type Run,
  type RunDetail,
  type RunState,
  type Service,
} from '@outcrop/contract'

const hex = (number: number) => number.toString(16).padStart(32, '0')
export const runId = (number: number) => `run_${hex(number)}`
export const eventId = (number: number) => `evt_${hex(number)}`
const time = '2026-06-01T12:00:00.000Z'

/** Run `number`, started by event `number` about a visitor. */
export function sampleRun(
  number: number,
  visitor: string | null,
  state: RunState = 'succeeded',
): Run {
  return {
    id: runId(number),
    state,
    automation: { id: `aut_${hex(1)}`, name: 'Conversion score', version: 2 },
    trigger: { type: 'event', event_id: eventId(number), visitor_id: visitor },
    replay_of: null,
    created_at: time,
    finished_at: time,
    due_at: null,
    latency_ms: 1234,
    tokens: { input: 300, output: null },
    cost_usd: '0.000015',
  }
}

export function sampleEvent(number: number, visitor: string | null, causedByRun?: number): Event {
  return {
    id: eventId(number),
    stream: { account: 'demo', profile: 'shop' },
    name: 'add_to_cart',
    visitor_id: visitor,
    received_at: time,
    payload: { price: 1 },
    ...(causedByRun !== undefined && { caused_by: { run_id: runId(causedByRun), depth: 1 } }),
  }
}

export const deniedProblem: ProblemDocument = {
  type: 'urn:outcrop:problem:access-denied',
  title: 'AWS denied access',
  status: 502,
  code: 'access-denied',
  detail: 'The call to amazon.nova-micro-v1:0 was denied.',
  who: 'aws-administrator',
  remedy: 'Add the action to the policy.',
  retry: false,
  aws: {
    code: 'AccessDeniedException',
    message: 'User is not authorized.',
    status: 403,
    request_id: 'req-1',
  },
}

export function sampleRunDetail(): RunDetail {
  return {
    ...sampleRun(7, 'v1', 'failed'),
    problem: deniedProblem,
    depth: 0,
    deadline_at: null,
    debug: false,
    steps: [
      {
        id: 'score',
        action: 'bedrock.prompt',
        state: 'failed',
        output: null,
        attempts: [
          {
            id: `att_${hex(1)}`,
            number: 1,
            kind: 'call',
            stage: 'answered',
            started_at: time,
            finished_at: time,
            latency_ms: 80,
            request: { messages: [{ role: 'user', text: 'Score\nthis.' }] },
            raw: { output: { message: { content: [{ text: 'Not JSON' }] } } },
            parsed: null,
            output_mode: 'prompted',
            repaired: false,
            tokens: { input: 1, output: 2 },
            cost_usd: null,
            cached: false,
            problem: deniedProblem,
          },
        ],
      },
    ],
  }
}

export function sampleProvider(number: number, name: string): Provider {
  return {
    id: `prv_${hex(number)}`,
    name,
    region: 'us-east-1',
    endpoint: null,
    credentials: { type: 'emulator' },
    keys: [],
    narrow_role: false,
    max_in_flight: 50,
    limits: { requests_per_minute: null, tokens_per_minute: null, in_flight: null, models: [] },
    state: 'ready',
    last_test: null,
    paused_targets: 0,
    pause: null,
    created_at: time,
    updated_at: time,
  }
}

export function sampleService(number: number, name: string): Service {
  return {
    id: `svc_${hex(number)}`,
    name,
    description: '',
    provider_id: `prv_${hex(1)}`,
    provider: { name: 'Emulator', region: 'us-east-1', state: 'ready' },
    model: 'amazon.nova-lite-v1:0',
    inference: {},
    guardrail: { id: 'gr1', version: 'DRAFT' },
    price: null,
    created_at: time,
    updated_at: time,
  }
}

export const sampleAutomation = (number: number, name: string): Automation => ({
  id: `aut_${hex(number)}`,
  name,
  stream_id: null,
  state: 'draft',
  draft: definition.parse({
    name,
    trigger: { type: 'manual' },
    steps: [{ id: 'ask', action: 'bedrock.prompt', input: {} }],
  }),
  published: null,
  created_at: time,
  updated_at: time,
})

/** A model that AWS denies to a provider. */
export const samplePaused = (providerId: string): PausedTarget => ({
  id: `ptg_${'1'.repeat(32)}`,
  provider_id: providerId,
  target: 'amazon.nova-micro-v1:0',
  guardrail: 'gr1',
  problem: deniedProblem,
  since: '2026-06-01T12:00:00.000Z',
  retest_at: '2026-06-01T12:01:00.000Z',
  retests: 0,
  waiting_runs: 12,
})
