import { createHash, createHmac } from 'node:crypto'
import { request } from 'node:http'
import type { Emulator } from '../index.ts'
import { formatAmzDate } from '../wire/amz-date.ts'
import { canonicalRequest } from '../wire/canonical-request.ts'
import type { Service } from '../wire/refusals.ts'
import { signingKey } from '../wire/signing-keys.ts'
import { splitTarget } from '../wire/exchange.ts'
import { demoKey } from './connect.ts'

export type RawCall = {
  method: string
  /** As it stands on the wire, with its query. */
  target: string
  body?: Uint8Array | string
  headers?: Record<string, string>
  service?: Service
}

export type RawAnswer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** Sends what no SDK would send, properly signed. Rejects when the connection breaks. */
export function rawCall({ port }: Pick<Emulator, 'port'>, call: RawCall): Promise<RawAnswer> {
  const { method, target, headers = {} } = call
  const body = Buffer.from(call.body ?? '')
  return new Promise((resolve, reject) => {
    const sent = { 'content-type': 'application/json', ...headers, ...signature(call, body, port) }
    const outgoing = request({ port, method, path: target, headers: sent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const { statusCode: status = 0 } = response
        resolve({ status, headers: response.headers, body: Buffer.concat(chunks) })
      })
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

function signature(
  { method, target, service = 'bedrock' }: RawCall,
  body: Buffer,
  port: number,
): Record<string, string> {
  const amzDate = formatAmzDate(new Date())
  const scope = { date: amzDate.slice(0, 8), region: 'us-east-1', service }
  const signed: Record<string, string> = { host: `127.0.0.1:${port}`, 'x-amz-date': amzDate }
  const signedHeaders = Object.keys(signed)
  const canonical = canonicalRequest({
    method,
    ...splitTarget(target),
    signedHeaders,
    header: (name) => signed[name],
    body,
  })
  const credential = `${scope.date}/${scope.region}/${service}/aws4_request`
  const digest = createHash('sha256').update(canonical).digest('hex')
  const proof = createHmac('sha256', signingKey(demoKey.secretAccessKey, scope))
    .update(['AWS4-HMAC-SHA256', amzDate, credential, digest].join('\n'))
    .digest('hex')
  return {
    ...signed,
    authorization: `AWS4-HMAC-SHA256 Credential=${demoKey.accessKeyId}/${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${proof}`,
  }
}
