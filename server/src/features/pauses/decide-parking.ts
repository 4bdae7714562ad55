/** A run that has come to a target of which its worker believes that it is paused. */
export interface Arrival {
  readonly pauseId: string
  readonly runId: string
  readonly fence: number
}

/** A pause as the database has it now. */
export interface Standing {
  readonly id: string
  readonly retestAt: Date
  readonly probeRunId: string | null
}

/** `go` when nothing stands in the way; `probe` for the run that is to show whether that is so. */
export type Verdict = 'go' | 'probe' | 'park'

/**
 * Decides, in order, which runs wait. One is let through as a probe once it is time, and may go on as
 * often as it needs until it is known whether it is denied.
 */
export function decideParking(
  arrivals: readonly Arrival[],
  pauses: readonly Standing[],
  now: Date,
): readonly Verdict[] {
  const probes = new Map(pauses.map(({ id, probeRunId }) => [id, probeRunId]))
  const due = new Set(pauses.filter(({ retestAt }) => retestAt <= now).map(({ id }) => id))
  return arrivals.map(({ pauseId, runId }) => {
    if (!probes.has(pauseId)) return 'go'
    if (due.delete(pauseId)) probes.set(pauseId, runId)
    return probes.get(pauseId) === runId ? 'probe' : 'park'
  })
}
