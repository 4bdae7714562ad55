import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { NodeHttpHandler } from '@smithy/node-http-handler'

export interface TransportOptions {
  /** Connections to one host at most; calls beyond it wait for one. */
  readonly maxSockets: number
  /** How long an unused connection stays open. Load balancers drop them silently after 350 s. */
  readonly idleMs?: number
  /** How long making a connection may take. */
  readonly connectMs?: number
}

export interface Transport {
  readonly handler: NodeHttpHandler
  close(): void
}

/**
 * The one HTTP/1.1 transport of all clients. The clients' own default opens a connection per call
 * and ends a response that was cut off without an error.
 */
export function createTransport({
  maxSockets,
  idleMs = 60_000,
  connectMs = 10_000,
}: TransportOptions): Transport {
  const options = {
    keepAlive: true,
    // Also while a model thinks for minutes the connection must show signs of life.
    keepAliveMsecs: 60_000,
    maxSockets,
    maxFreeSockets: maxSockets,
    timeout: idleMs,
  }
  const httpAgent = limited(new HttpAgent(options), connectMs)
  const httpsAgent = limited(new HttpsAgent(options), connectMs)
  return {
    handler: new NodeHttpHandler({ httpAgent, httpsAgent }),
    close: () => {
      httpAgent.destroy()
      httpsAgent.destroy()
    },
  }
}

/** The handler's own limit on connecting also counts the wait for a free connection; this does not. */
function limited<Agent extends HttpAgent>(agent: Agent, connectMs: number): Agent {
  const create = agent.createConnection.bind(agent)
  agent.createConnection = (options, callback) => {
    const socket = create(options, callback)
    if (!socket) return socket
    const expired = Object.assign(new Error(`No connection within ${connectMs} ms.`), {
      code: 'ETIMEDOUT',
      syscall: 'connect',
    })
    const timer = setTimeout(() => socket.destroy(expired), connectMs)
    for (const event of [agent instanceof HttpsAgent ? 'secureConnect' : 'connect', 'close']) {
      socket.once(event, () => clearTimeout(timer))
    }
    return socket
  }
  return agent
}
