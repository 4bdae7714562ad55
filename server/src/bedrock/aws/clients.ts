import { BedrockClient } from '@aws-sdk/client-bedrock'
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent'
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime'
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime'
import { STSClient } from '@aws-sdk/client-sts'
import type { Connection } from '../connection.ts'
import { endpointOf, type Service } from './endpoint-of.ts'
import { leanCalls } from './lean-calls.ts'
import type { Signer } from './signer.ts'
import type { Transport } from './transport.ts'

/** The clients of one connection, made when they are first needed. */
export interface Clients {
  readonly runtime: () => BedrockRuntimeClient
  readonly control: () => BedrockClient
  /** Prompts, flows and agents: what they are. */
  readonly agent: () => BedrockAgentClient
  /** Flows and agents: running them. */
  readonly agentRuntime: () => BedrockAgentRuntimeClient
  readonly sts: () => STSClient
}

export interface ClientOptions {
  readonly connection: Connection
  readonly signer: Signer
  readonly transport: Transport
  readonly emulatorUrl: string | null
}

/**
 * Everything is said here, so that nothing is taken from the environment or the files of the
 * machine: a bearer token, an endpoint or a profile there would speak for every tenant.
 */
function settings({ connection, signer, transport, emulatorUrl }: ClientOptions, service: Service) {
  const endpoint = endpointOf(connection, service, emulatorUrl)
  return {
    region: connection.region,
    // The signer keeps the keys; the client's own memory would hold them past a drop.
    credentials: Object.assign(() => signer.keys(), { memoized: true }),
    requestHandler: transport.handler,
    authSchemePreference: ['sigv4'],
    // Retries are the run engine's, which counts and pays them.
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'standard' as const,
    ignoreConfiguredEndpointUrls: true,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    userAgentAppId: 'outcrop',
    ...(endpoint !== null && { endpoint }),
  }
}

export function createClients(options: ClientOptions): Clients {
  return {
    runtime: once(() =>
      leanCalls(
        new BedrockRuntimeClient(settings(options, 'bedrock-runtime')),
        options.transport.handler,
      ),
    ),
    control: once(() => new BedrockClient(settings(options, 'bedrock'))),
    agent: once(() => new BedrockAgentClient(settings(options, 'bedrock-agent'))),
    agentRuntime: once(
      () => new BedrockAgentRuntimeClient(settings(options, 'bedrock-agent-runtime')),
    ),
    sts: once(() => new STSClient(settings(options, 'sts'))),
  }
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
