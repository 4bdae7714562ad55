import { ownAgents } from './agents/own-agents.ts'
import { createSessions } from './agents/sessions.ts'
import { createKeyRing } from './accounts/key-ring.ts'
import { createCompiler } from './answers/compiler.ts'
import { createQuotas } from './answers/quotas.ts'
import { createScripts, type ScriptsHandle } from './answers/scripts.ts'
import { ruleAnswerer } from './answers/rule-answerer.ts'
import { createCallLog, type CallLog } from './calls/call-log.ts'
import { createCatalogue } from './catalogue/catalogue.ts'
import type { Account } from './accounts/account-schema.ts'
import {
  configurationSchema,
  type Configuration,
  type ConfigurationInput,
} from './configuration.ts'
import { shopOrders } from './default-agents.ts'
import { createFaultBook, type Faults } from './faults/fault-book.ts'
import { drawLatency } from './faults/latency.ts'
import { seededRandom } from './faults/seeded-random.ts'
import type { AgentNodes } from './flows/agent-nodes.ts'
import { createExecutions } from './flows/executions.ts'
import { createFunctions, type FunctionHandler } from './functions/functions.ts'
import { createKnowledgeSessions } from './knowledge-bases/knowledge-sessions.ts'
import { forwardAnswerer } from './forward/forward-answerer.ts'
import { serve } from './serve/serve.ts'
import { listen } from './wire/listen.ts'
import type { World } from './world.ts'

export type EmulatorOptions = ConfigurationInput & {
  /** 0, the default, takes any free port. */
  port?: number
  host?: '127.0.0.1'
  /** The clock of signatures, sessions and quotas. */
  now?: () => Date
  /** Lambda functions in this process, by name or ARN. They go before those of the configuration. */
  functions?: Readonly<Record<string, FunctionHandler>>
  /** What the agent nodes of flows talk with; the agents of their account, if absent. */
  agentNodes?: AgentNodes
}

export type Emulator = {
  url: string
  port: number
  accounts: readonly Account[]
  calls: CallLog
  faults: Faults
  scripts: ScriptsHandle
  /** Stops listening and drops every open connection. */
  close: () => Promise<void>
}

/**
 * Starts a local Amazon Bedrock. Rejects with ZodError when an option is not valid, and with the
 * system's error when the port cannot be taken.
 */
export async function startEmulator({
  port = 0,
  host = '127.0.0.1',
  now = () => new Date(),
  functions = {},
  agentNodes,
  ...input
}: EmulatorOptions = {}): Promise<Emulator> {
  const configuration = configurationSchema.parse(input)
  const world: World = createWorld(configuration, {
    now,
    functions: createFunctions({ 'demo-shop-orders': shopOrders, ...functions }),
    agentNodes: agentNodes ?? ownAgents(() => world),
  })
  const listener = await listen({ port, host }, (exchange) => void serve(exchange, world))
  return {
    url: `http://${host}:${listener.port}`,
    port: listener.port,
    accounts: configuration.accounts,
    calls: world.calls,
    faults: world.faults,
    scripts: world.scripts,
    close: listener.close,
  }
}

function createWorld(
  configuration: Configuration,
  given: Pick<World, 'now' | 'functions' | 'agentNodes'>,
): World {
  const random = seededRandom(configuration.seed)
  return {
    accounts: new Map(configuration.accounts.map((account) => [account.id, account])),
    keyRing: createKeyRing(configuration.accounts),
    catalogue: createCatalogue(configuration.models),
    quotas: createQuotas(configuration.quotas),
    compiler: createCompiler(),
    scripts: createScripts(configuration.scripts),
    faults: createFaultBook(configuration.faults, random),
    calls: createCallLog(configuration.keepCalls),
    answerer: configuration.forward ? forwardAnswerer(configuration.forward) : ruleAnswerer,
    latencyMs: () => drawLatency(configuration.latency, random),
    sessions: createSessions(),
    knowledgeSessions: createKnowledgeSessions(),
    executions: createExecutions(),
    allowedHosts: configuration.allowedHosts,
    python: configuration.python,
    flowTimeoutS: configuration.flowTimeoutS,
    random,
    ...given,
  }
}
