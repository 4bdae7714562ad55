import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http' // prettier-ignore

/** What is done to the bodies of answers: so many bytes pass, and then the connection breaks or ends. */
export interface Cut {
  readonly after: number
  /** `flip` lets all pass, with one bit wrong at that place. */
  readonly manner: 'drop' | 'end' | 'flip'
}

export interface CuttingProxy {
  readonly url: string
  /** Null lets answers pass as they are. */
  cut: Cut | null
  /** The last answer as it came. */
  readonly last: () => Buffer
  close(): Promise<void>
}

/** Stands between a client and an emulator, and spoils answers at any byte. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  let last: Buffer = Buffer.alloc(0)
  const server = createServer((request, response) => {
    void relay(target, request).then(({ status, headers, body }) => {
      last = body
      response.writeHead(status, withoutLength(headers))
      send(response, body, proxy.cut)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const proxy: CuttingProxy = {
    url: `http://127.0.0.1:${port}`,
    cut: null,
    last: () => last,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}

/** A body that is cut has another length than was promised. */
const withoutLength = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['content-length', 'transfer-encoding'].includes(name)), // prettier-ignore
  )

function send(response: ServerResponse, body: Buffer, cut: Cut | null): void {
  if (!cut) {
    response.end(body)
    return
  }
  if (cut.manner === 'flip') {
    const spoilt = Buffer.from(body)
    spoilt[cut.after] = (spoilt[cut.after] ?? 0) ^ 1
    response.end(spoilt)
    return
  }
  const part = body.subarray(0, cut.after)
  if (cut.manner === 'end') response.end(part)
  else response.write(part, () => response.socket?.resetAndDestroy())
}

interface Relayed {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

async function relay(target: string, request: IncomingMessage): Promise<Relayed> {
  const sent = await bytesOf(request)
  // With the host that was signed.
  const { method, headers } = request
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = forward(new URL(request.url ?? '/', target), { method, headers }, resolve)
    asked.on('error', reject)
    asked.end(sent)
  })
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await bytesOf(answer) }
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
