import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createOutbound } from './outbound.ts'

let stop: () => void = () => undefined
afterEach(() => stop())

/** A server on loopback that counts what reaches it. */
async function listening(answer: RequestListener) {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stop = () => {
    server.closeAllConnections()
    server.close()
  }
  // A TCP server has an address of this kind.
  // eslint-disable-next-line no-restricted-syntax
  const { port } = server.address() as AddressInfo
  return { port, seen }
}

const open = createOutbound({ allowPrivateNetworks: true })
const guarded = createOutbound({ allowPrivateNetworks: false })
const message = { headers: {}, body: '{}', signal: new AbortController().signal }

describe('a URL that leads into a private network', () => {
  it.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])(
    '%s is not connected to, by number or by name',
    async (host) => {
      const { port, seen } = await listening((_, response) => response.end())

      await expect(guarded(`http://${host}:${port}/event`, message)).rejects.toThrow(
        'is in a private network',
      )
      expect(seen).toEqual([])
    },
  )

  it('is reached when the configuration allows it', async () => {
    const { port, seen } = await listening((_, response) => response.end('ok'))

    expect(await open(`http://localhost:${port}/event`, message)).toMatchObject({ status: 200, text: 'ok' }) // prettier-ignore
    expect(seen).toEqual(['/event'])
  })
})

describe('an endpoint', () => {
  it('that redirects is not followed', async () => {
    const { port, seen } = await listening((_, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    )

    expect((await open(`http://127.0.0.1:${port}/event`, message)).status).toBe(302)
    expect(seen).toEqual(['/event'])
  })

  it('that never stops talking is heard for 64 KiB', async () => {
    const { port } = await listening((_, response) => {
      const talk = () => {
        while (response.write('x'.repeat(10_000)));
      }
      response.on('drain', talk)
      talk()
    })

    expect((await open(`http://127.0.0.1:${port}/event`, message)).text).toHaveLength(65_536)
  })

  it('that breaks off has said what it said', async () => {
    const { port } = await listening((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('partly', () => response.destroy())
    })

    expect(await open(`http://127.0.0.1:${port}/event`, message)).toMatchObject({ status: 200, text: 'partly' }) // prettier-ignore
  })

  it('that does not answer is left when the signal says so', async () => {
    const { port } = await listening(() => undefined)

    await expect(
      open(`http://127.0.0.1:${port}/event`, { ...message, signal: AbortSignal.timeout(50) }),
    ).rejects.toThrow('aborted')
  })
})
