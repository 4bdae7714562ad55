import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { frameOf, liveFrames, type LiveEvent } from './live-frames.ts'

const one: LiveEvent = { event: 'line', data: { text: 'first\nsecond' }, id: '7' }

// eslint-disable-next-line @typescript-eslint/require-await -- the source of these tests is ready at once
async function* given(...events: LiveEvent[]) {
  yield* events
}

/** Never gives anything; notes that it was told to stop. */
function silent() {
  const source = {
    stopped: false,
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<IteratorResult<LiveEvent>>(() => undefined),
      return: () => {
        source.stopped = true
        return Promise.resolve({ done: true, value: undefined } as const)
      },
    }),
  }
  return source
}

const collected = async (frames: AsyncIterable<string>) => {
  const list: string[] = []
  for await (const frame of frames) list.push(frame)
  return list
}

test('a frame holds id, event and one line of JSON', () => {
  expect(frameOf(one)).toBe('id: 7\nevent: line\ndata: {"text":"first\\nsecond"}\n\n')
  expect(frameOf({ event: 'end', data: null })).toBe('event: end\ndata: null\n\n')
})

test('the stream begins at once and ends with its events', async () => {
  const { signal } = new AbortController()
  const frames = await collected(liveFrames(given(one), { heartbeatMs: 1000, signal }))
  expect(frames).toEqual(['retry: 2000\n\n', frameOf(one)])
})

test('silence is filled with heartbeats, and the end of the client ends the source', async () => {
  const source = silent()
  const client = new AbortController()
  const frames = liveFrames(source, { heartbeatMs: 5, signal: client.signal })
  await frames.next()
  expect((await frames.next()).value).toMatch(/^:/)
  expect((await frames.next()).value).toMatch(/^:/)
  const last = frames.next()
  client.abort()
  expect((await last).done).toBe(true)
  expect(source.stopped).toBe(true)
})

test('a client that was gone before the start gets nothing of the source', async () => {
  const source = silent()
  expect(await collected(liveFrames(source, { heartbeatMs: 5, signal: AbortSignal.abort() }))).toHaveLength(1) // prettier-ignore
  expect(source.stopped).toBe(true)
})

test('a failure of the source is thrown, not swallowed', async () => {
  async function* failing(): AsyncGenerator<LiveEvent> {
    yield one
    await pause(1)
    throw new Error('gone')
  }
  const { signal } = new AbortController()
  await expect(collected(liveFrames(failing(), { heartbeatMs: 1000, signal }))).rejects.toThrow('gone') // prettier-ignore
})
