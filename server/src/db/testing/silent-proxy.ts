import { createServer, connect, type Socket } from 'node:net'
import { once } from 'node:events'

export interface SilentProxy {
  /** The address of the same database, through the proxy. */
  readonly url: string
  /** From now on nothing goes through, and nobody is told. */
  fallSilent(): void
  /** Lets new connections through again. */
  speak(): void
  /** Breaks what is connected, with notice. */
  cut(): void
  /** How many connections have come in, ever. */
  count(): number
  close(): Promise<void>
}

/** Stands between a client and PostgreSQL, like a network that can lose everything. */
export async function silentProxy(url: string): Promise<SilentProxy> {
  const target = new URL(url)
  const folder = target.searchParams.get('host')
  const port = Number(target.port)
  const where =
    folder === null ? { port, host: target.hostname } : { path: `${folder}/.s.PGSQL.${port}` }
  const sockets = new Set<Socket>()
  let silent = false
  let count = 0
  const server = createServer((incoming) => {
    count += 1
    sockets.add(incoming)
    incoming.on('error', () => undefined)
    if (silent) return
    const outgoing = connect(where)
    outgoing.on('error', () => incoming.destroy())
    sockets.add(outgoing)
    incoming.pipe(outgoing).pipe(incoming)
  })
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  target.search = ''
  target.host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    url: target.toString(),
    fallSilent: () => {
      silent = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    speak: () => {
      silent = false
    },
    cut,
    count: () => count,
    close: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
