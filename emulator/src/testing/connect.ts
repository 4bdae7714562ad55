import { BedrockClient } from '@aws-sdk/client-bedrock'
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent'
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime'
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime'
import { STSClient } from '@aws-sdk/client-sts'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { Emulator } from '../index.ts'

/** The SDK's runtime clients speak HTTP/2 unless they are given another handler. */
export const transports = ['HTTP/1.1', 'HTTP/2'] as const
export type Transport = (typeof transports)[number]

export const demoKey = {
  accessKeyId: 'AKIAEMULATOR00000001',
  secretAccessKey: 'emulator-secret-key-do-not-use-elsewhere',
}

export const secondKey = {
  accessKeyId: 'AKIAEMULATOR00000002',
  secretAccessKey: 'emulator-second-key-do-not-use-elsewhere',
}

type Options = {
  transport?: Transport
  region?: string
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  maxAttempts?: number
  /** Milliseconds by which the client's clock is ahead. */
  systemClockOffset?: number
  /** Sent with every call. */
  fault?: string
}

function settings(
  emulator: Pick<Emulator, 'url'>,
  options: Options,
): {
  endpoint: string
  region: string
  credentials: { accessKeyId: string; secretAccessKey: string }
  maxAttempts: number
  systemClockOffset: number
  authSchemePreference: string[]
} {
  const {
    region = 'us-east-1',
    credentials = demoKey,
    maxAttempts = 1,
    systemClockOffset = 0,
  } = options
  const authSchemePreference = ['sigv4']
  return {
    endpoint: emulator.url,
    region,
    credentials,
    maxAttempts,
    systemClockOffset,
    authSchemePreference,
  }
}

export function runtimeClient(
  emulator: Pick<Emulator, 'url'>,
  options: Options = {},
): BedrockRuntimeClient {
  const client = new BedrockRuntimeClient({
    ...settings(emulator, options),
    ...handlerFor(options),
  })
  const { fault } = options
  if (fault !== undefined) client.middlewareStack.add(asking(fault), { step: 'build' })
  return client
}

export function agentRuntimeClient(
  emulator: Pick<Emulator, 'url'>,
  options: Options = {},
): BedrockAgentRuntimeClient {
  const client = new BedrockAgentRuntimeClient({
    ...settings(emulator, options),
    ...handlerFor(options),
  })
  const { fault } = options
  if (fault !== undefined) client.middlewareStack.add(asking(fault), { step: 'build' })
  return client
}

function handlerFor({ transport }: Options): { requestHandler?: NodeHttpHandler } {
  return transport === 'HTTP/1.1'
    ? { requestHandler: new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: 2000 } }) }
    : {}
}

/** A middleware that asks the emulator for a fault. */
function asking(fault: string) {
  return <Args extends { request: unknown }, Output>(next: (args: Args) => Output) =>
    (args: Args): Output => {
      const { request } = args
      if (hasHeaders(request)) request.headers['x-outcrop-fault'] = fault
      return next(args)
    }
}

function hasHeaders(request: unknown): request is { headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request
}

export function controlClient(
  emulator: Pick<Emulator, 'url'>,
  options: Options = {},
): BedrockClient {
  return new BedrockClient(settings(emulator, options))
}

export function agentClient(
  emulator: Pick<Emulator, 'url'>,
  options: Options = {},
): BedrockAgentClient {
  return new BedrockAgentClient(settings(emulator, options))
}

export function stsClient(emulator: Pick<Emulator, 'url'>, options: Options = {}): STSClient {
  return new STSClient(settings(emulator, options))
}
