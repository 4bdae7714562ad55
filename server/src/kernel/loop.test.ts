import { expect, it } from 'vitest'
import { until } from '../testing/until.ts'
import { startLoop } from './loop.ts'

const never = 2 ** 30

it('rests when there is nothing to do, until somebody wakes it', async () => {
  let turns = 0
  const loop = startLoop(() => Promise.resolve(++turns % 2 === 1), { idleMs: never, onError: () => expect.fail() }) // prettier-ignore
  await until(() => Promise.resolve(turns === 2))
  loop.wake()
  await until(() => Promise.resolve(turns === 4))
  await loop.stop()
})

it('counts errors in a row, and begins anew when one turn went well', async () => {
  const turns = ['fails', 'fails', 'goes well', 'fails', 'fails', 'fails']
  const rests: number[] = []
  const told: unknown[] = []
  const work = () => (turns.shift() === 'fails' ? Promise.reject(new Error('no')) : Promise.resolve(true)) // prettier-ignore
  const loop = startLoop(work, {
    idleMs: never,
    onError: (error) => told.push(error),
    restAfter: (_, inARow) => {
      rests.push(inARow)
      return turns.length === 0 ? never : 0
    },
  })
  await until(() => Promise.resolve(rests.length === 5))
  expect(rests).toEqual([1, 2, 1, 2, 3])
  expect(told).toHaveLength(5)
  await loop.stop()
})

it('is not woken from a rest after an error, but ends at once', async () => {
  let turns = 0
  const work = () => {
    turns += 1
    return Promise.reject(new Error('no'))
  }
  const loop = startLoop(work, { idleMs: 0, onError: () => undefined, restAfter: () => never })
  await until(() => Promise.resolve(turns === 1))
  for (let times = 0; times < 10; times += 1) {
    loop.wake()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(turns).toBe(1)
  await loop.stop()
})
