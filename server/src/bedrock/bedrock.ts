import type { AgentTest, ConnectionTest, ManagedPrompt } from '@outcrop/contract'
import type { Clock } from '../kernel/clock.ts'
import { askAgent, type AgentTask } from './agents/ask-agent.ts'
import type { AgentEvent, AgentTurn } from './agents/agent-event.ts'
import { createForeseeAgent, type ForeseeAgent } from './agents/foresee-agent.ts'
import { inspectAgent } from './agents/inspect-agent.ts'
import { invokeAgent } from './agents/invoke-agent.ts'
import { createForeseeFlow, type ForeseeFlow } from './flows/foresee-flow.ts'
import { createFlowPreflight, type FlowPreflight } from './flows/flow-preflight.ts'
import { invokeFlow } from './flows/invoke-flow.ts'
import type { FlowRequest } from './flows/flow-request.ts'
import { createAws } from './aws/aws.ts'
import { createKeyCache } from './aws/key-cache.ts'
import { createTransport } from './aws/transport.ts'
import { converse } from './converse.ts'
import { conversePrompt, type PromptRequest } from './converse-prompt.ts'
import { getPrompt } from './get-prompt.ts'
import { invokeModel, type InvokeRequest } from './invoke-model.ts'
import { profileAdvice } from './profile-advice.ts'
import { foreseePrompt } from './foresee-prompt.ts'
import type { Foresight } from './foresight.ts'
import { createPromptFacts } from './prompt-facts.ts'
import type { Answer } from './answer.ts'
import type { Connection } from './connection.ts'
import type { ConverseRequest } from './converse-request.ts'
import { createProven } from './ladder/proven.ts'
import { createRefusalTable } from './ladder/refusal-table.ts'
import type { Refusals } from './ladder/refusals.ts'
import { inspectPrompt, type PromptNote, type PromptWish } from './inspect-prompt.ts'
import { listModels, type ListedModels } from './list-models.ts'
import { modelsBehind } from './model-behind.ts'
import { makePolicies, type MadePolicies, type PolicyWish } from './policies/make-policies.ts'
import type { Use } from './policies/use.ts'
import { testConnection } from './test-connection.ts'

export type { AgentEvent, AgentTurn } from './agents/agent-event.ts'
export { hear, nothingHeard, type Heard } from './agents/hear-agent.ts'
export { readAgentAnswer } from './agents/read-agent-answer.ts'
export { allOutputs, readFlowAnswer } from './flows/flow-answer.ts'
export type { FlowRequest } from './flows/flow-request.ts'
export type { JsonSchema } from './answers/json-schema.ts'
export { parseAnswer, type AnswerText, type ParsedAnswer } from './answers/parse-answer.ts'
export { reaskText } from './answers/reask-text.ts'
export { outputFaults } from './answers/output-faults.ts'
export { schemaOf } from './answers/schema-of.ts'
export type { Answer } from './answer.ts'
export type { Place } from './check-place.ts'
export type { Connection } from './connection.ts'
export { converseInference, type ConverseRequest, type Message } from './converse-request.ts'
export type { ForeseenTask } from './agents/foresee-agent.ts'
export type { Foresight } from './foresight.ts'
export type { Guardrail } from './guardrail.ts'
export { asCloudFormation } from './policies/as-cloudformation.ts'
export type { PolicySet } from './policies/policy-set.ts'
export { asTerraform } from './policies/as-terraform.ts'
export type { Use } from './policies/use.ts'
export { costOf, type TokenUsage } from './cost-of.ts'
export { isOwnProfile } from './model-behind.ts'
export { listingNote } from './listing-note.ts'
export { modelOf } from './model-of.ts'
export { outputTokenWeight } from './output-token-weight.ts'
export { listPriceOf, listPrices, priceOf, type Price } from './prices.ts'
export { createRefusalTable, type RefusalTable } from './ladder/refusal-table.ts'
export type { Refusal, Refusals } from './ladder/refusals.ts'
export { rungs } from './ladder/rungs.ts'
export { assumedOutput, outputLimit } from './output-limit.ts'
export { throttledRate } from './problems/throttled-rate.ts'
export { readInvokeAnswer } from './read-invoke-answer.ts'
export { readModelAnswer } from './read-model-answer.ts'
export { routedModel } from './routed-model.ts'
export { useFaults } from './use-faults.ts'

export interface BedrockOptions {
  /** Where the emulator of this server is; null when it runs none. */
  readonly emulatorUrl: string | null
  /** Connections to one host at most; calls beyond it wait. */
  readonly maxSockets: number
  readonly now: Clock
  /** What models refused lately; left out, it is remembered by this process only. */
  readonly refusals?: Refusals
  readonly log: { warn(fields: Record<string, unknown>, message: string): void }
}

/** Everything that is asked of Amazon Bedrock. Every failure is thrown as a `Problem`. */
export interface Bedrock {
  /** Asks a model once. A signal that aborts with a `Problem` says what its abort means. */
  converse(
    connection: Connection,
    request: ConverseRequest,
    options: { readonly signal: AbortSignal },
  ): Promise<Answer>
  /** Runs a flow to its end, or to a question that is left open. */
  invokeFlow(
    connection: Connection,
    request: FlowRequest,
    options: { readonly signal: AbortSignal },
  ): Promise<Answer>
  /** Says one thing to an agent and gives the answer while it comes; `end` is the last event. */
  invokeAgent(
    connection: Connection,
    turn: AgentTurn,
    options: { readonly signal: AbortSignal },
  ): AsyncIterable<AgentEvent>
  /** Gives an agent a task and waits for its whole answer. */
  askAgent(
    connection: Connection,
    task: AgentTask,
    options: { readonly signal: AbortSignal },
  ): Promise<Answer>
  /** Looks at an agent alias. A failed check is a part of the result and is not thrown. */
  inspectAgent(connection: Connection, aliasArn: string): Promise<AgentTest>
  /** Has a managed prompt rendered and its model asked once; signals as of `converse`. */
  conversePrompt(
    connection: Connection,
    request: PromptRequest,
    options: { readonly signal: AbortSignal },
  ): Promise<Answer>
  /** What a managed prompt costs at most depends on this; `conversePrompt` reads the same, once for both. */
  foreseePrompt(
    connection: Connection,
    request: Pick<PromptRequest, 'prompt' | 'version' | 'variables'>,
    options: { readonly signal: AbortSignal },
  ): Promise<readonly Foresight[]>
  /** What a task of an agent costs at most depends on this. */
  foreseeAgent: ForeseeAgent
  /** What a flow costs at most depends on this. */
  foreseeFlow: ForeseeFlow
  /** Sends a body in the model's own format once; signals as of `converse`. */
  invokeModel(
    connection: Connection,
    request: InvokeRequest,
    options: { readonly signal: AbortSignal },
  ): Promise<Answer>
  /** What a managed prompt wants filled in, and which model it runs on. */
  getPrompt(
    connection: Connection,
    prompt: { readonly arn: string; readonly version?: string | undefined },
    options: { readonly signal: AbortSignal },
  ): Promise<ManagedPrompt>
  /** Looks whether a flow fits the way in which a step means to call it, without running it. */
  inspectFlow: FlowPreflight
  /** Looks whether a managed prompt fits the way in which a step means to call it, without calling it. */
  inspectPrompt(connection: Connection, wish: PromptWish): Promise<PromptNote[]>
  /** Tries what a provider needs. A failed check is a part of the result and is not thrown. */
  testConnection(connection: Connection, uses?: readonly Use[]): Promise<ConnectionTest>
  listModels(connection: Connection, options: { readonly signal: AbortSignal }): Promise<ListedModels> // prettier-ignore
  /** The ARN of the model behind an application inference profile; null when AWS does not tell. */
  modelBehind(connection: Connection, arn: string): Promise<string | null>
  /** The IAM policies that what a provider is used for needs. */
  policies(connection: Connection, wish: PolicyWish): Promise<MadePolicies>
  /** Closes all connections. Call it when no call is in flight. */
  close(): void
}

/** How long AWS may take to tell of something that is only looked at, in milliseconds. */
const lookMs = 10_000

export function createBedrock({
  emulatorUrl,
  maxSockets,
  now,
  refusals = createRefusalTable(now),
  log,
}: BedrockOptions): Bedrock {
  const transport = createTransport({ maxSockets })
  const cache = createKeyCache({
    now,
    random: Math.random,
    onRefreshFailed: (problem) => {
      const fields = { code: problem.code, detail: problem.message }
      log.warn(fields, 'Temporary AWS credentials could not be renewed yet')
    },
  })
  const aws = createAws({ transport, cache, emulatorUrl, now })
  const facts = createPromptFacts(aws, now)
  const advise = profileAdvice(aws)
  const foreseeAgent = createForeseeAgent(aws, now)
  const ladder = { refusals, proven: createProven() }
  return {
    converse: (connection, request, options) =>
      advise(connection, converse({ aws, now, ladder }, connection, request, options)),
    invokeFlow: (connection, request, options) =>
      invokeFlow({ aws, now }, connection, request, options),
    invokeAgent: (connection, turn, options) => invokeAgent(aws, connection, turn, options),
    askAgent: (connection, task, options) => askAgent({ aws, now }, connection, task, options),
    inspectAgent: (connection, aliasArn) => inspectAgent({ aws, now }, connection, aliasArn),
    conversePrompt: (connection, request, options) =>
      advise(connection, conversePrompt({ aws, now, facts }, connection, request, options)),
    foreseePrompt: (connection, request, options) =>
      foreseePrompt(facts, connection, request, options),
    foreseeAgent,
    foreseeFlow: createForeseeFlow({ aws, now, prompts: facts, agents: foreseeAgent }),
    invokeModel: (connection, request, options) =>
      advise(connection, invokeModel({ aws, now }, connection, request, options)),
    inspectFlow: createFlowPreflight(aws),
    inspectPrompt: (connection, wish) =>
      inspectPrompt(facts, connection, wish, AbortSignal.timeout(lookMs)),
    getPrompt: (connection, prompt, { signal }) => getPrompt(aws, connection, prompt, signal),
    testConnection: (connection, uses = []) => testConnection({ aws, now }, connection, uses),
    listModels: (connection, { signal }) => listModels(aws, connection, signal),
    modelBehind: modelsBehind(aws),
    policies: (connection, wish) => makePolicies(aws, connection, wish),
    close: () => transport.close(),
  }
}
