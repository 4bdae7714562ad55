import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createLineage } from './lineage.ts'

const current = randomBytes(32)
const cause = { runId: 'run_1', depth: 2, causes: ['aut_1', 'aut_2'] }
const start = new Date('2026-03-01T12:00:00Z')
const at = (hours: number) => () => new Date(start.getTime() + hours * 3_600_000)
const lineage = createLineage({ masterKeys: { current }, now: at(0) })

describe('the lineage of an event', () => {
  it('says after the call what it said before', () => {
    expect(lineage.read('org_a', lineage.sign('org_a', cause))).toEqual(cause)
  })

  it('holds for one organization only', () => {
    expect(lineage.read('org_b', lineage.sign('org_a', cause))).toBe('foreign')
  })

  it('is foreign where another server signed it', () => {
    const other = createLineage({ masterKeys: { current: randomBytes(32) }, now: at(0) })
    expect(lineage.read('org_a', other.sign('org_a', cause))).toBe('foreign')
  })

  it('holds while the master key is changed', () => {
    const changed = createLineage({ masterKeys: { current: randomBytes(32), previous: current }, now: at(0) }) // prettier-ignore
    expect(changed.read('org_a', lineage.sign('org_a', cause))).toEqual(cause)
    expect(lineage.read('org_a', changed.sign('org_a', cause))).toBe('foreign')
  })

  it('ends after a day', () => {
    const text = lineage.sign('org_a', cause)
    const later = (hours: number) => createLineage({ masterKeys: { current }, now: at(hours) })
    expect(later(24).read('org_a', text)).toEqual(cause)
    expect(later(24.001).read('org_a', text)).toBe('expired')
  })

  it('has room for a chain of the greatest depth', () => {
    const causes = Array.from({ length: 9 }, () => `aut_${'0'.repeat(32)}`)
    const long = { runId: `run_${'0'.repeat(32)}`, depth: 9, causes }
    expect(lineage.read('org_a', lineage.sign('org_a', long))).toEqual(long)
  })

  it('is foreign with any one character changed, and never fails', () => {
    const text = lineage.sign('org_a', cause)
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        (place, other) => {
          fc.pre(text[place] !== other)
          const changed = text.slice(0, place) + other + text.slice(place + 1)
          // The last character of a signature has bits that no byte takes up.
          fc.pre(place < text.length - 1)
          expect(lineage.read('org_a', changed)).toBe('foreign')
        },
      ),
    )
    fc.assert(
      fc.property(fc.string(), (any) => {
        expect(lineage.read('org_a', any)).toBe('foreign')
      }),
    )
    expect(lineage.read('org_a', 'x'.repeat(1_000_000))).toBe('foreign')
  })
})
