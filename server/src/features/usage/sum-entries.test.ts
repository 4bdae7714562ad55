import { describe, expect, it } from 'vitest'
import { sumEntries } from './sum-entries.ts'

const entry = (subjectId: string, at: string, events: number, runs = 0, failures = 0) => ({
  organizationId: 'org_1',
  subjectId,
  at: new Date(at),
  events,
  runs,
  failures,
})

describe('entries of usage', () => {
  it('become one per subject and hour', () => {
    const sums = sumEntries([
      entry('str_1', '2026-03-01T10:00:00Z', 1),
      entry('aut_1', '2026-03-01T10:10:00Z', 0, 1, 1),
      entry('str_1', '2026-03-01T10:59:59.999Z', 2),
      entry('str_1', '2026-03-01T11:00:00Z', 4),
      entry('aut_1', '2026-03-01T10:20:00Z', 0, 2),
    ])

    expect(sums.map(({ subjectId, events, runs, failures }) => [subjectId, events, runs, failures])).toEqual([['str_1', 3, 0, 0], ['aut_1', 0, 3, 1], ['str_1', 4, 0, 0]]) // prettier-ignore
  })

  it('of different organizations stay apart', () => {
    const mine = entry('str_1', '2026-03-01T10:00:00Z', 1)

    expect(sumEntries([mine, { ...mine, organizationId: 'org_2' }])).toHaveLength(2)
  })
})
