import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCollecting, type Collecting } from './testing/collecting.ts'

let collecting: Collecting
beforeAll(async () => {
  collecting = await startCollecting()
})
afterAll(() => collecting.close())

/** A small generator of numbers in [0, 1) that gives the same ones for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const pieces = ['{', '}', '[', ']', '"', ':', ',', '\\', '\\u0000', '\\ud83d', '1e999', '-', '0', '9007199254740993', 'null', 'tru', '"a.b"', '\u0000', 'é', '🛒', ' ', '"tealium_account"', '"acme"', '\n'] // prettier-ignore

/** A valid event, damaged in up to four places: cut, doubled, or with something put in. */
function damaged(random: () => number): string {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  let text = JSON.stringify({
    tealium_account: pick(['acme', 'acme', 'other', '', 7]),
    tealium_profile: 'main',
    tealium_visitor_id: pick(['v1', 5, null, { a: 1 }, 'x'.repeat(3000)]),
    list: [random(), { deep: [pick([true, null, 'text'])] }],
  })
  for (let times = Math.floor(random() * 5); times > 0; times -= 1) {
    const at = Math.floor(random() * text.length)
    const put = random() < 0.7 ? (pick(pieces) ?? '') : text.slice(at, at + 20)
    text = text.slice(0, at) + put + text.slice(at + Math.floor(random() * 3))
  }
  return text
}

describe('random bodies', () => {
  it(
    'are stored whole or refused with a reason: 100,000 of them, without a 5xx and without growth',
    { timeout: 300_000 },
    async () => {
      const random = seeded(4_700)
      let accepted = 0
      const strange: string[] = []
      const one = async () => {
        const payload = damaged(random)
        const bulk = random() < 0.2
        const response = await collecting.app.inject({
          method: 'POST',
          url: bulk ? '/bulk-event' : '/event',
          headers: { 'content-type': 'application/json' },
          payload: bulk ? `{"events":[${payload}]}` : payload,
        })
        const reason = response.headers['x-error']
        if (response.statusCode === 200 && reason === undefined) accepted += 1
        else if (response.statusCode !== 400 || typeof reason !== 'string' || reason === '')
          strange.push(payload)
      }
      const heaps: number[] = []
      for (let round = 0; round < 1000; round += 1) {
        await Promise.all(Array.from({ length: 100 }, one))
        if (round % 100 === 99) heaps.push(process.memoryUsage().heapUsed)
      }

      expect(strange).toEqual([])
      expect(accepted).toBeGreaterThan(1000)
      const { rows } = await collecting.database.pool.query<{ count: number }>(
        'select count(*) from events',
      )
      expect(rows[0]?.count).toBe(accepted)
      // Ten samples: a leak of one body per request would show as hundreds of megabytes.
      expect(Math.min(...heaps.slice(5))).toBeLessThan((heaps[0] ?? 0) + 100_000_000)
    },
  )
})

describe('a body that stops half-way', () => {
  it('stores nothing and leaves the server working', async () => {
    await collecting.stored()
    const address = await collecting.app.listen({ port: 0, host: '127.0.0.1' })
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    await new Promise((resolve) => socket.write('POST /event HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"tealium_account":"acme",', resolve)) // prettier-ignore
    socket.destroy()

    const response = await fetch(`${address}/event`, {
      method: 'POST',
      body: '{"tealium_account":"acme","tealium_profile":"main"}',
    })

    expect(response.status).toBe(200)
    expect(await collecting.stored()).toHaveLength(1)
  })
})
