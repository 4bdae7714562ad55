import { describe, expect, it } from 'vitest'
import { sourceId, type SendSettings } from './settings.ts'

const base: SendSettings = { batch: 100, concurrency: 1, skip: 0 }

describe('sourceId', () => {
  it('is the same for the same contents and settings, and fits a header', () => {
    expect(sourceId('abc', base)).toBe(sourceId('abc', { ...base }))
    expect(sourceId('abc', base)).toMatch(/^[0-9a-f]{32}$/)
  })

  it('differs with everything that makes other batches', () => {
    const variants: SendSettings[] = [
      base,
      { ...base, batch: 99 },
      { ...base, concurrency: 2 },
      { ...base, skip: 1 },
      { ...base, account: 'a' },
      { ...base, profile: 'a' },
      { ...base, again: 'x' },
    ]
    const ids = [...variants.map((settings) => sourceId('abc', settings)), sourceId('abd', base)]
    expect(new Set(ids).size).toBe(ids.length)
  })
})
