import { createHash, createHmac } from 'node:crypto'
import { request } from 'node:http'
import { connect } from 'node:http2'
import type { Emulator } from '../index.ts'
import { formatAmzDate } from '../wire/amz-date.ts'
import { canonicalRequest } from '../wire/canonical-request.ts'
import type { Service } from '../wire/refusals.ts'
import { signingKey } from '../wire/signing-keys.ts'
import { splitTarget } from '../wire/exchange.ts'
import { demoKey, type Transport } from './connect.ts'

export type RawCall = {
  method: string
  /** As it stands on the wire, with its query. */
  target: string
  body?: Uint8Array | string
  headers?: Record<string, string>
  service?: Service
  /** Changes what is sent after it was signed. */
  tamper?: (sent: Sent) => Sent
}

export type Sent = { method: string; target: string; headers: Record<string, string>; body: Buffer }

export type RawAnswer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** Sends what no SDK would send, properly signed. Rejects when the connection breaks. */
export function rawCall(
  { port }: Pick<Emulator, 'port'>,
  call: RawCall,
  transport: Transport = 'HTTP/1.1',
): Promise<RawAnswer> {
  const { method, target } = call
  const body = Buffer.from(call.body ?? '')
  const isHttp1 = transport === 'HTTP/1.1'
  const headers = {
    'content-type': 'application/json',
    ...call.headers,
    ...signature(call, body, port, isHttp1 ? 'host' : ':authority'),
  }
  const signed: Sent = { method, target, headers, body }
  const sent = call.tamper?.(signed) ?? signed
  return isHttp1 ? overHttp1(port, sent) : overHttp2(port, sent)
}

type Headers = Record<string, string>

function overHttp1(port: number, { method, target, headers, body }: Sent): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, method, path: target, headers }, (response) => {
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

function overHttp2(port: number, { method, target, headers, body }: Sent): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const session = connect(`http://127.0.0.1:${port}`)
    session.once('error', reject)
    const endStream = body.length === 0
    const stream = session.request({ ':method': method, ':path': target, ...headers }, { endStream }) // prettier-ignore
    const chunks: Buffer[] = []
    let answered: RawAnswer['headers'] = {}
    stream.once('response', (given) => (answered = given))
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.once('error', reject)
    stream.once('end', () => {
      session.close()
      const status = Number(answered[':status'] ?? 0)
      resolve({ status, headers: answered, body: Buffer.concat(chunks) })
    })
    if (!endStream) stream.end(body)
  })
}

/** The headers of a signature; HTTP/2 signs the authority where HTTP/1.1 signs the host. */
function signature(
  { method, target, service = 'bedrock' }: RawCall,
  body: Buffer,
  port: number,
  place: 'host' | ':authority',
): Headers {
  const amzDate = formatAmzDate(new Date())
  const scope = { date: amzDate.slice(0, 8), region: 'us-east-1', service }
  const signed: Headers = { [place]: `127.0.0.1:${port}`, 'x-amz-date': amzDate }
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
