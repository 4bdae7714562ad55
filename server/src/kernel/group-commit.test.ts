import { describe, expect, it } from 'vitest'
import { groupCommit } from './group-commit.ts'

const later = () => new Promise(setImmediate)

describe('a group commit', () => {
  it('commits what arrives together as one batch and gives each item its own result', async () => {
    const batches: number[][] = []
    const commits = groupCommit(
      (items: readonly number[]) => {
        batches.push([...items])
        return Promise.resolve(items.map((item) => item * 10))
      },
      { maxBatch: 100 },
    )

    expect(await Promise.all([1, 2, 3].map(commits.add))).toEqual([10, 20, 30])
    expect(batches).toEqual([[1, 2, 3]])
  })

  it('has one flush in flight while the next batch gathers', async () => {
    let inFlight = 0
    let most = 0
    const sizes: number[] = []
    const commits = groupCommit(
      async (items: readonly number[]) => {
        inFlight += 1
        most = Math.max(most, inFlight)
        sizes.push(items.length)
        await later()
        inFlight -= 1
        return items
      },
      { maxBatch: 4 },
    )
    const added = Array.from({ length: 10 }, (_, index) => commits.add(index))
    await Promise.all(added)

    expect(most).toBe(1)
    expect(sizes).toEqual([4, 4, 2])
  })

  it('fails the items of a failed flush and goes on with the next', async () => {
    let calls = 0
    const commits = groupCommit(
      (items: readonly number[]) => {
        calls += 1
        return calls === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve(items)
      },
      { maxBatch: 10 },
    )

    await expect(commits.add(1)).rejects.toThrow('disk full')
    await expect(commits.add(2)).resolves.toBe(2)
  })

  it('refuses what would wait beyond its limit, and loses nothing it took', async () => {
    const commits = groupCommit((items: readonly number[]) => Promise.resolve(items), {
      maxBatch: 10,
      maxWaiting: 2,
    })
    const results = await Promise.allSettled([1, 2, 3].map(commits.add))

    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  })

  it('is idle only when everything is committed', async () => {
    let committed = 0
    const commits = groupCommit(
      async (items: readonly number[]) => {
        await later()
        committed += items.length
        return items
      },
      { maxBatch: 1 },
    )
    void commits.add(1)
    void commits.add(2)
    await commits.idle()

    expect(committed).toBe(2)
  })

  it('keeps a batch, and what waits, within their weight', async () => {
    const batches: number[][] = []
    const commits = groupCommit(
      async (items: readonly number[]) => {
        batches.push([...items])
        await later()
        return items
      },
      { maxBatch: 100, weightOf: (item) => item, maxBatchWeight: 10, maxWaitingWeight: 30 },
    )

    const added = [4, 6, 1, 12, 5].map((item) => commits.add(item))
    await expect(commits.add(3)).rejects.toMatchObject({ code: 'over-capacity' })
    await Promise.all(added)

    expect(batches).toEqual([[4, 6], [1], [12], [5]])
    expect(await commits.add(50)).toBe(50)
  })
})
