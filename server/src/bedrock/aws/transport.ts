import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { checkedLookup } from '../../kernel/checked-lookup.ts'
import { isMetadataAddress } from './is-metadata-address.ts'

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
    lookup: checkedLookup(refuseMetadata),
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

/** Whoever owns a name may let it lead to where this machine gets its credentials. */
function refuseMetadata(host: string, address: string): void {
  if (!isMetadataAddress(address)) return
  const words = `${host} leads to ${address}, a link-local address, where no Bedrock answers.`
  throw Object.assign(new Error(words), { code: 'EHOSTUNREACH', syscall: 'connect' })
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
