import { describe, expect, it } from 'vitest'
import { startReloading } from './reloading.ts'

const never = 1_000_000
const soon = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('configuration', () => {
  it('is read by one reading at a time, and once more for a change meanwhile', async () => {
    let reading = 0
    let readings = 0
    let most = 0
    const loop = startReloading(
      async () => {
        reading += 1
        most = Math.max(most, reading)
        await soon()
        readings += 1
        reading -= 1
      },
      { onError: () => undefined, staleMs: never },
    )
    loop.wake()
    loop.wake()
    while (readings < 2) await soon()
    await soon()
    await loop.stop()

    expect([most, readings]).toEqual([1, 2])
  })

  it('that could not be read is read again without being asked', async () => {
    let tries = 0
    const errors: unknown[] = []
    const loop = startReloading(
      () => {
        tries += 1
        return tries < 3 ? Promise.reject(new Error('away')) : Promise.resolve()
      },
      { onError: (error) => errors.push(error), staleMs: never, retryMs: 1 },
    )
    while (tries < 3) await soon()
    await loop.stop()

    expect(errors).toHaveLength(2)
  })

  it('is read now and then, because messages can be lost', async () => {
    let readings = 0
    const loop = startReloading(
      () => {
        readings += 1
        return Promise.resolve()
      },
      { onError: () => undefined, staleMs: 1 },
    )

    while (readings < 3) await soon()
    await loop.stop()
  })
})
