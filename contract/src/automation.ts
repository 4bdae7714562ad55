import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'
import { trigger } from './trigger.ts'

export const fieldTypes = ['string', 'integer', 'number', 'boolean', 'array', 'object'] as const

/** One field of a structured answer. */
export const outputField = z
  .object({
    name: z
      .string()
      .regex(
        /^[A-Za-z_][A-Za-z0-9_]{0,63}$/,
        'must be letters, digits and underscores, not beginning with a digit',
      )
      .describe('The member of the object'),
    type: z.enum(fieldTypes).describe('The type of its value'),
    required: z.boolean().default(true).describe('Whether an answer without it is refused'),
    description: z.string().max(1000).default('').describe('What the model is told of it'),
    minimum: z.number().optional().describe('The lowest number that is taken'),
    maximum: z.number().optional().describe('The highest number that is taken'),
    choices: z
      .array(z.string().max(200))
      .max(200)
      .optional()
      .describe('The only texts that are taken'),
    schema: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('A JSON Schema (2020-12) of what is inside, for fields of type object or array'),
  })
  .describe('One field of a structured answer')
export type OutputField = z.infer<typeof outputField>

/** What a step must give. An `event` is one JSON object with `tealium_event`; more fields may be demanded. */
export const output = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('event'),
      fields: z
        .array(outputField)
        .max(100)
        .default([])
        .describe('What the event must carry beside `tealium_event`'),
      other_fields: z
        .boolean()
        .optional()
        .describe(
          'Whether the event may carry more than the declared fields. Off, the model can be held to the schema by Bedrock itself',
        ),
    }),
    z.object({
      type: z.literal('structured'),
      fields: z.array(outputField).min(1).max(100).describe('What the object holds'),
    }),
    z.object({ type: z.literal('text') }),
  ])
  .describe('What a step must give')
export type Output = z.infer<typeof output>

/** Where the result of a step goes. */
export const delivery = z
  .discriminatedUnion('to', [
    z.object({
      to: z.literal('stream'),
      identity_from_answer: z
        .boolean()
        .default(false)
        .describe(
          'Let the answer name account, profile and visitor. Off: they come from the source event, whatever the model says',
        ),
    }),
    z.object({
      to: z.literal('collect'),
      url: z
        .url({ protocol: /^https?$/ })
        .describe(
          'A Tealium-compatible Collect endpoint, such as https://collect.tealiumiq.com/event',
        ),
      timeout_s: z.number().min(1).max(120).default(10).describe('Of one try'),
      identity_from_answer: z.boolean().default(false).describe('As for a stream'),
    }),
    z
      .object({ to: z.literal('nowhere') })
      .describe('The result is kept on the run and used by later steps only'),
  ])
  .describe('Where the result of a step goes')
export type DeliveryTarget = z.infer<typeof delivery>

/** Retries of one step. `max_attempts` includes the first. */
export const retryPolicy = z
  .object({
    max_attempts: z.number().int().min(1).max(10).default(3).describe('The first included'),
    interval_s: z
      .number()
      .min(0.1)
      .max(3600)
      .default(2)
      .describe('At most so long before the second'),
    backoff_rate: z
      .number()
      .min(1)
      .max(10)
      .default(2)
      .describe('The pause grows by this each time'),
    max_interval_s: z
      .number()
      .min(0.1)
      .max(3600)
      .default(60)
      .describe('It grows no longer than this'),
  })
  .describe('How a step is tried again')
export type RetryPolicy = z.infer<typeof retryPolicy>

const defaultRetry = { max_attempts: 3, interval_s: 2, backoff_rate: 2, max_interval_s: 60 }

export const step = z
  .object({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be lower-case letters, digits and underscores')
      .describe('What templates of later steps call it'),
    action: z.string().min(1).describe('The type of a catalogue entry, such as bedrock.prompt'),
    input: z
      .record(z.string(), z.unknown())
      .describe('What the action needs: see its input schema in /api/v1/actions'),
    output: output.default({ type: 'event', fields: [] }),
    deliver: delivery.default({ to: 'stream', identity_from_answer: false }),
    debug: z
      .boolean()
      .default(false)
      .describe('Make the call and keep the raw answer, deliver nothing'),
    timeout_s: z.number().min(1).max(3600).default(120).describe('Per attempt'),
    retry: retryPolicy.default(defaultRetry),
    cache: z
    .object({ ttl_s: z.number().int().min(1).max(2_592_000).describe('How long an answer is kept, in seconds') })
    .optional()
    .describe('Keep answers that proved good for so long, and use them for equal requests; off when left out'), // prettier-ignore
  })
  .describe('One action, configured')
export type Step = z.infer<typeof step>

/** The whole of an automation as one document: it can be exported, reviewed, applied and compared. */
export const definition = z
  .object({
    name: z.string().trim().min(1).max(100).describe('What people call the automation'),
    description: z.string().max(2000).default('').describe('What it does, and what for'),
    trigger,
    steps: z
      .array(step)
      .min(1)
      .max(50)
      .describe('In order; each may use the outputs of those before it'),
    deadline_s: z
      .number()
      .min(1)
      .max(604_800)
      .default(3600)
      .describe('From the first attempt to the end of the run'),
  })
  .describe('The whole of an automation as one document')
export type Definition = z.infer<typeof definition>

export const automation = z.object({
  id: id('automation'),
  name: z.string().describe('That of its draft'),
  stream_id: id('stream').nullable().describe('Of its feed or audience; null when it has neither'),
  state: z
    .enum(['draft', 'active', 'paused'])
    .describe('draft: never published. paused: new events start no runs'),
  draft: definition.describe('What is being written; published it becomes the next version'),
  published: z
    .object({
      id: id('automationVersion'),
      number: z.number().int().describe('From 1'),
      published_at: time,
      definition,
    })
    .nullable()
    .describe('The version that starts runs; null when there is none'),
  created_at: time,
  updated_at: time,
})
export type Automation = z.infer<typeof automation>

/** A catalogue entry: what a step can do. `input` is a JSON Schema; its `title`s and `description`s are the form. */
export const action = z.object({
  type: z.string().describe('What a step says as `action`'),
  title: z.string().describe('What people call the action'),
  description: z.string().describe('What it does, in one sentence'),
  input: z.record(z.string(), z.unknown()).describe('JSON Schema of `input` of a step'),
})
export type Action = z.infer<typeof action>
