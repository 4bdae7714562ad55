import { describe, expect, test } from 'vitest'
import { Problem } from '../../kernel/problem.ts'
import { problemFrom } from '../testing/emulated.ts'
import { createKeyCache } from './key-cache.ts'
import type { Keys } from './keys.ts'

const hour = 3_600_000

/** A cache on a clock of its own, and a source that gives keys of an hour, numbered. */
function setting(random = 0) {
  let at = 0
  let loads = 0
  let pending = 0
  let failing: Problem | null = null
  const complaints: Problem[] = []
  const cache = createKeyCache({
    now: () => new Date(at),
    random: () => random,
    onRefreshFailed: (problem) => void complaints.push(problem),
  })
  const load = async (): Promise<Keys> => {
    loads += 1
    const number = loads
    pending += 1
    await new Promise(setImmediate)
    pending -= 1
    if (failing) throw failing
    const keys = { accessKeyId: `ASIA${number}`, secretAccessKey: 's' }
    return { ...keys, expiration: new Date(at + hour) }
  }
  return {
    cache,
    complaints,
    load,
    get: async (name = 'a') => (await cache.get(name, load)).accessKeyId,
    /** What was begun in the background has ended, and the cache knows. */
    settle: async () => {
      do await new Promise(setImmediate)
      while (pending > 0)
      await new Promise(setImmediate)
    },
    loads: () => loads,
    pass: (ms: number) => void (at += ms),
    fail: (problem: Problem | null) => void (failing = problem),
  }
}

const refused = new Problem('role-not-assumable', 'No.')

describe('keys', () => {
  test('are loaded once, however many ask', async () => {
    const { get, loads } = setting()
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => get())))).toEqual(new Set(['ASIA1'])) // prettier-ignore
    expect(loads()).toBe(1)
  })

  test('are kept apart by name', async () => {
    const { get } = setting()
    expect([await get('a'), await get('b'), await get('a')]).toEqual(['ASIA1', 'ASIA2', 'ASIA1'])
  })

  test.each([
    [0, 0.5],
    [0.999, 0.7997],
  ])(
    'are refreshed in the background (random %d: after %d of their life)',
    async (random, part) => {
      const { get, pass, settle, loads } = setting(random)
      await get()
      pass(part * hour - 1000)
      await get()
      expect(loads()).toBe(1)
      pass(2000)
      expect(await get()).toBe('ASIA1')
      expect(loads()).toBe(2)
      await settle()
      expect(await get()).toBe('ASIA2')
      expect(loads()).toBe(2)
    },
  )

  test('are served until they expire although they cannot be refreshed', async () => {
    const { get, pass, settle, fail, complaints, loads } = setting()
    await get()
    fail(refused)
    pass(0.6 * hour)
    expect(await get()).toBe('ASIA1')
    await settle()
    expect(complaints).toHaveLength(1)
    pass(29_000)
    expect(await get()).toBe('ASIA1')
    expect(loads()).toBe(2)
    pass(2000)
    expect(await get()).toBe('ASIA1')
    expect(loads()).toBe(3)
    await settle()
    fail(null)
    pass(0.4 * hour)
    expect(await get()).toBe('ASIA4')
  })

  test('that last for ever are loaded once', async () => {
    const { cache, pass } = setting()
    let loads = 0
    const load = () => Promise.resolve({ accessKeyId: `AKIA${(loads += 1)}`, secretAccessKey: 's' })
    await cache.get('a', load)
    pass(1000 * hour)
    expect((await cache.get('a', load)).accessKeyId).toBe('AKIA1')
  })
})

describe('a failure', () => {
  test('is remembered for 30 seconds, and says so', async () => {
    const { cache, load, pass, fail, loads } = setting()
    fail(refused)
    expect((await problemFrom(cache.get('a', load))).retryAfterMs).toBe(30_000)
    pass(29_000)
    const second = await problemFrom(cache.get('a', load))
    expect(second).toMatchObject({ code: 'role-not-assumable', message: 'No.', retryAfterMs: 1000 })
    expect(loads()).toBe(1)
    pass(1000)
    fail(null)
    expect((await cache.get('a', load)).accessKeyId).toBe('ASIA2')
  })

  test('is one for all who wait', async () => {
    const { cache, load, fail, loads } = setting()
    fail(refused)
    const settled = await Promise.allSettled(Array.from({ length: 20 }, () => cache.get('a', load)))
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true)
    expect(loads()).toBe(1)
  })

  test('that is a defect is not remembered', async () => {
    const { cache, load } = setting()
    await expect(cache.get('a', () => Promise.reject(new TypeError('oops')))).rejects.toThrow(
      'oops',
    )
    expect((await cache.get('a', load)).accessKeyId).toBe('ASIA1')
  })
})

describe('dropping', () => {
  test('forgets keys and failures', async () => {
    const { cache, get, load, fail } = setting()
    await get()
    cache.drop('a')
    fail(refused)
    await problemFrom(cache.get('a', load))
    cache.drop('a')
    fail(null)
    expect(await get()).toBe('ASIA3')
  })

  test('leaves keys that have come in the meantime', async () => {
    const { cache, get } = setting()
    const old = { accessKeyId: await get(), secretAccessKey: 's' }
    cache.drop('a', old)
    expect(await get()).toBe('ASIA2')
    cache.drop('a', old)
    expect(await get()).toBe('ASIA2')
  })
})

test('refusals are forgotten by the beginning of their name, keys are not', async () => {
  const { cache, load, get, fail, loads } = setting()
  const good = await get('role narrowed to one')
  fail(refused)
  await problemFrom(get('role narrowed to two'))
  await problemFrom(get('other role'))
  fail(null)

  cache.forgetRefusals('role ')

  expect(await get('role narrowed to one')).toBe(good)
  expect(await cache.get('role narrowed to two', load)).toMatchObject({ accessKeyId: 'ASIA4' })
  expect((await problemFrom(get('other role'))).code).toBe('role-not-assumable')
  expect(loads()).toBe(4)
})
