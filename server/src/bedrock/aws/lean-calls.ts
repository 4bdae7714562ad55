import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime'
import type { NodeHttpHandler } from '@smithy/node-http-handler'

type HttpRequest = Parameters<NodeHttpHandler['handle']>[0]

const signals = new WeakMap<object, AbortSignal>()

/**
 * Says what aborts the call of a command that is sent without options. A command with middleware of
 * its own must be sent with options: kept middleware is that of the first command of its class.
 */
export function abortedBy<Command extends { readonly input: object }>(
  signal: AbortSignal | undefined,
  command: Command,
): Command {
  if (signal) signals.set(command.input, signal)
  return command
}

/**
 * Takes a fifth off what the SDK costs per call. For every call with options it makes its chain of
 * middleware anew, so the only option, the signal, travels beside the command and the last link of
 * the chain hands it to the transport. And it walks through every answer for a log that nobody keeps.
 */
export function leanCalls(
  client: BedrockRuntimeClient,
  handler: NodeHttpHandler,
): BedrockRuntimeClient {
  client.config.cacheMiddleware = true
  client.middlewareStack.remove('loggerMiddleware')
  client.middlewareStack.add(
    (next) => (call) => {
      const abortSignal = signals.get(call.input)
      return abortSignal && isHttp(call.request)
        ? handler.handle(call.request, { abortSignal })
        : next(call)
    },
    { step: 'deserialize', priority: 'low', name: 'abortedBy' },
  )
  return client
}

const isHttp = (request: unknown): request is HttpRequest =>
  typeof request === 'object' && request !== null && 'hostname' in request
