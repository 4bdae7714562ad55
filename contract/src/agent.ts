import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'
import { problem } from './problem.ts'
import { checkResult } from './provider.ts'
import { tokens } from './tokens.ts'

const name = z.string().trim().min(1, 'Give the agent a name.').max(100)
const description = z.string().trim().max(1000)

/** A Bedrock agent to connect. It is called by its alias, never by its own ARN. */
export const newAgent = z.object({
  provider_id: id('provider'),
  alias_arn: z
    .string()
    .trim()
    .min(1, 'Paste the ARN of an agent alias.')
    .max(2048)
    .describe('arn:aws:bedrock:{region}:{account}:agent-alias/{agent-id}/{alias-id}'),
  name: name.optional().describe('Shown in Outcrop; the name of the agent in AWS when left out'),
  description: description.default('').describe('What it is for'),
})
export type NewAgent = z.infer<typeof newAgent>

export const agentPatch = z.object({
  name: name.optional().describe('What people call the agent here'),
  description: description.optional().describe('What it is for'),
})
export type AgentPatch = z.infer<typeof agentPatch>

/** What AWS tells of an agent behind an alias; null where the credentials may not look. */
export const agentTest = z
  .object({
    ok: z.boolean().describe('Whether the agent can be called'),
    tested_at: time,
    agent_name: z.string().nullable().describe('What AWS calls the agent'),
    version: z.string().nullable().describe('The version that the alias leads to'),
    foundation_model: z
      .string()
      .nullable()
      .describe('The model that the agent thinks with: its id or ARN'),
    idle_session_ttl_s: z
      .number()
      .int()
      .nullable()
      .describe('A session ends after so much silence'),
    checks: z.array(checkResult).describe('What was looked at, in order'),
  })
  .describe('What AWS tells of an agent behind an alias; null where the credentials may not look')
export type AgentTest = z.infer<typeof agentTest>

export const agent = z.object({
  id: id('agent'),
  name: z.string().describe('What people call the agent here'),
  description: z.string().describe('What it is for; empty when nobody has said'),
  source: z.enum(['bedrock']).describe('Where the agent runs'),
  provider: z
    .object({ id: id('provider'), name: z.string().describe('What people call the provider') })
    .describe('Whose credentials and limits it is called with'),
  alias_arn: z.string().describe('ARN of the alias that is called'),
  state: z
    .enum(['ready', 'failing'])
    .describe('`failing`: the last look at the alias found that it cannot be called'),
  last_test: agentTest,
  created_at: time,
  updated_at: time,
})
export type Agent = z.infer<typeof agent>

/** A chat with an agent. Its session in AWS remembers what was said until it ends. */
/** What a conversation begins with. */
export const newConversation = z.object({
  session_attributes: z
    .record(
      z.string().regex(/^[\w.-]{1,100}$/, 'must be letters, digits and _ . -'),
      z.string().max(10_000),
    )
    .refine((attributes) => Object.keys(attributes).length <= 50, 'must be 50 at most')
    .default({})
    .describe('Handed to the action groups of the agent in the whole conversation'),
})
export type NewConversation = z.infer<typeof newConversation>

export const conversation = z
  .object({
    id: id('conversation'),
    agent_id: id('agent'),
    session_id: z.string().describe('The session id in AWS'),
    state: z
      .enum(['open', 'ended', 'expired'])
      .describe(
        '`expired`: nothing was said for the idle time of the agent, and AWS has forgotten it',
      ),
    title: z.string().describe('The beginning of the first message'),
    session_attributes: z.record(z.string(), z.string()).describe('What it began with'),
    messages: z.number().int().describe('How many there are, of both sides'),
    tokens,
    created_at: time,
    last_message_at: time.nullable().describe('Null before the first message'),
    expires_at: time.nullable().describe('When the session ends if nothing more is said'),
  })
  .describe('A chat with an agent')
export type Conversation = z.infer<typeof conversation>

/** Where a piece of an answer comes from. */
export const citation = z.object({
  text: z.string().describe('The part of the answer'),
  sources: z
    .array(
      z.object({
        location: z
          .string()
          .nullable()
          .describe('The address of the document; null when AWS tells none'),
        excerpt: z.string().describe('The text that was found'),
      }),
    )
    .describe('Where it is written'),
})
export type Citation = z.infer<typeof citation>

/** One thing that an agent did on the way to its answer. */
export const agentStep = z.object({
  kind: z
    .enum([
      'model',
      'knowledge-base',
      'action',
      'rationale',
      'collaborator',
      'guardrail',
      'answer',
      'failure',
      'other',
    ])
    .describe('What sort of step it was'),
  text: z.string().describe('What happened, in one line'),
  at: time.nullable().describe('When AWS says that it happened; null when it does not say'),
  tokens: tokens.nullable().describe('Tokens of this step; null for steps that call no model'),
  detail: z.record(z.string(), z.unknown()).describe('What AWS told, word for word'),
})
export type AgentStep = z.infer<typeof agentStep>

/** An action that the agent wants the caller to do, and to report back. */
export const requestedAction = z.object({
  action_group: z.string().describe('The group of actions that it belongs to'),
  name: z.string().describe('The function, or the method and path of an API'),
  parameters: z.record(z.string(), z.string()).describe('What the agent gives the action, by name'),
})
export type RequestedAction = z.infer<typeof requestedAction>

export const returnOfControl = z.object({
  invocation_id: z.string().describe('What AWS knows the results by'),
  actions: z
    .array(requestedAction)
    .describe('What the agent wants done; all results are sent together'),
})
export type ReturnOfControl = z.infer<typeof returnOfControl>

export const agentFile = z.object({
  name: z.string().describe('Name of the file'),
  type: z.string().describe('Its media type, such as text/csv'),
  data: z.string().describe('Base64'),
})
export type AgentFile = z.infer<typeof agentFile>

export const message = z.object({
  id: id('message'),
  role: z.enum(['user', 'agent']).describe('Who speaks'),
  state: z
    .enum(['answering', 'done', 'failed'])
    .describe('`answering`: the agent has not ended yet'),
  text: z.string().describe('What is said, so far'),
  citations: z.array(citation).describe('Where pieces of the answer come from'),
  steps: z.array(agentStep).describe('What the agent did on the way, in order'),
  return_control: returnOfControl
    .nullable()
    .describe('The actions whose results the agent waits for; null when it waits for none'),
  files: z.array(agentFile).describe('What the agent made'),
  tokens,
  latency_ms: z
    .number()
    .int()
    .nullable()
    .describe('From the question to the whole answer; null before its end'),
  request_id: z
    .string()
    .nullable()
    .describe('What AWS support asks for; null when AWS was not reached'),
  problem: problem.optional(),
  created_at: time,
})
export type Message = z.infer<typeof message>

/** What is said to an agent: a text, or the results of the actions that it asked for. */
export const newMessage = z.union([
  z.object({
    text: z.string().trim().min(1, 'Write a message.').max(100_000).describe('What is said'),
  }),
  z.object({
    results: z
      .array(
        z.object({
          action_group: z.string().describe('The group of actions, as it was asked for'),
          name: z.string().describe('The action, as it was asked for'),
          body: z.string().max(100_000).describe('What the agent hears, such as JSON'),
        }),
      )
      .min(1)
      .max(5)
      .describe('What came of all actions that the agent waits for'),
  }),
])
export type NewMessage = z.infer<typeof newMessage>

const event = <const Name extends string, Data extends z.ZodType>(name: Name, data: Data) =>
  z.object({ event: z.literal(name), data })

/** What comes while an agent answers, in the order in which it comes. The last one is `done`. */
export const messageEvent = z.discriminatedUnion('event', [
  event('sent', message),
  event('text', z.object({ text: z.string() })),
  event('citation', citation),
  event('step', agentStep),
  event('return_control', returnOfControl),
  event('file', agentFile),
  event('done', message),
])
export type MessageEvent = z.infer<typeof messageEvent>
