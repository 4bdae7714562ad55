import fc from 'fast-check'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inLanes } from './in-lanes.ts'

interface Item {
  readonly lane: number
  readonly name: number
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item)
}

describe('inLanes', () => {
  it('works off every item once, those of a lane one after the other', async () => {
    const inputs = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(inputs, async (lanes) => {
        const items = lanes.map((lane, name) => ({ lane, name }))
        const busy = new Set<number>()
        const done: Item[] = []
        const work = async (item: Item) => {
          expect(busy.has(item.lane)).toBe(false)
          busy.add(item.lane)
          await sleep(item.name % 3 === 0 ? 1 : 0)
          busy.delete(item.lane)
          done.push(item)
        }
        await inLanes(each(items), work, () => undefined)
        for (const lane of [0, 1, 2, 3]) {
          const of = (list: readonly Item[]) => list.filter((item) => item.lane === lane)
          expect(of(done)).toEqual(of(items))
        }
      }),
      { numRuns: 30 },
    )
  })

  it('begins nothing new after a failure, finishes what runs, and throws the first failure', async () => {
    const finished: number[] = []
    let failures = 0
    const work = async ({ name }: Item) => {
      await sleep(name === 0 ? 5 : 1)
      if (name === 1) throw new Error('broken')
      finished.push(name)
    }
    const items = Array.from({ length: 20 }, (_, name) => ({ lane: name % 2, name }))
    await expect(inLanes(each(items), work, () => (failures += 1))).rejects.toThrow('broken')
    expect(finished).toEqual([0])
    expect(failures).toBe(1)
  })

  it('lets running work finish when the input breaks', async () => {
    const finished: number[] = []
    const input = async function* () {
      yield { lane: 0, name: 1 }
      await Promise.resolve()
      throw new Error('unreadable')
    }
    const work = async ({ name }: Item) => {
      await sleep(2)
      finished.push(name)
    }
    await expect(inLanes(input(), work, () => undefined)).rejects.toThrow('unreadable')
    expect(finished).toEqual([1])
  })

  it('reads no further ahead than each lane can hold', async () => {
    let read = 0
    let done = 0
    const input = async function* () {
      for (let name = 0; name < 30; name += 1) {
        read += 1
        expect(read - done).toBeLessThanOrEqual(4)
        yield await Promise.resolve({ lane: 0, name })
      }
    }
    const work = async () => {
      await sleep(1)
      done += 1
    }
    await inLanes(input(), work, () => undefined)
    expect(done).toBe(30)
  })
})
