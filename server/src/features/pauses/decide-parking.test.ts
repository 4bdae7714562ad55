import { describe, expect, it } from 'vitest'
import { decideParking, type Standing } from './decide-parking.ts'

const now = new Date('2026-06-01T12:00:00Z')
const [past, later] = [new Date(now.getTime() - 1), new Date(now.getTime() + 1)]
const arrival = (pauseId: string, runId: string) => ({ pauseId, runId, fence: 1 })
const standing = (id: string, retestAt: Date, probeRunId: string | null = null): Standing => ({
  id,
  retestAt,
  probeRunId,
})

describe('a run at a paused target', () => {
  it('waits until it is time for a probe, and then one goes', () => {
    const runs = ['r1', 'r2', 'r3'].map((id) => arrival('p', id))
    expect(decideParking(runs, [standing('p', later)], now)).toEqual(['park', 'park', 'park'])
    expect(decideParking(runs, [standing('p', now)], now)).toEqual(['probe', 'park', 'park'])
  })

  it('goes again while it is the probe, until another one is', () => {
    const runs = [arrival('p', 'r1'), arrival('p', 'r2')]
    expect(decideParking(runs, [standing('p', later, 'r2')], now)).toEqual(['park', 'probe'])
    expect(decideParking(runs, [standing('p', past, 'r2')], now)).toEqual(['probe', 'park'])
  })

  it('goes when the pause is over, and every pause has its own probe', () => {
    const runs = [arrival('p', 'r1'), arrival('q', 'r2'), arrival('gone', 'r3')]
    const pauses = [standing('p', past), standing('q', past)]
    expect(decideParking(runs, pauses, now)).toEqual(['probe', 'probe', 'go'])
  })
})
