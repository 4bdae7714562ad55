import { lookup } from 'node:dns'
import { request as overHttp, type IncomingMessage } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { checkedLookup } from '../kernel/checked-lookup.ts'
import { isPrivateAddress } from './private-address.ts'

export interface OutboundRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
}

export interface OutboundResponse {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  /** The beginning of the body, 64 KiB at most. */
  readonly text: string
}

/** Posts to a URL that somebody entered. Follows no redirect. */
export type Outbound = (url: string, request: OutboundRequest) => Promise<OutboundResponse>

/** The URL leads into a network that requests may not go to. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress'
}

const maxTextBytes = 65_536
const guardedLookup = checkedLookup(refusePrivate)

/**
 * Requests to addresses that people enter may not reach what only this machine can: unless private
 * networks are allowed, every address that a name resolves to is checked, and the connection goes to
 * an address that was checked.
 */
export function createOutbound({
  allowPrivateNetworks,
}: {
  readonly allowPrivateNetworks: boolean
}): Outbound {
  return async (url, request) => {
    const target = new URL(url)
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (!allowPrivateNetworks && isIP(host) !== 0) refusePrivate(host, host)
    return post(target, request, allowPrivateNetworks ? lookup : guardedLookup)
  }
}

function refusePrivate(host: string, address: string): void {
  if (!isPrivateAddress(address)) return
  const place = host === address ? host : `${host} (${address})`
  throw new PrivateAddress(`${place} is in a private network`)
}

function post(
  url: URL,
  { headers, body, signal }: OutboundRequest,
  lookup: LookupFunction,
): Promise<OutboundResponse> {
  const start = url.protocol === 'https:' ? overHttps : overHttp
  return new Promise((resolve, reject) => {
    // A connection of its own: one that was kept could break under the next request unseen.
    const request = start(url, { method: 'POST', headers, signal, lookup, agent: false })
    request.on('error', reject)
    request.on('response', (response) => {
      void beginningOf(response).then((text) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    request.end(body)
  })
}

/** What came of a body before it ended, broke off or grew too long. The status is known in any case. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) continue
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes >= maxTextBytes) break
    }
  } catch {
    // It broke off.
  }
  return Buffer.concat(chunks).subarray(0, maxTextBytes).toString()
}
