import type { Book } from './book.ts'
import { counts, roomIn, type LocalBucket } from './local-bucket.ts'

/** A lane with room for so many more runs. */
export interface OpenLane {
  readonly lane: string
  readonly free: number
}

/** How many more runs of one automation may begin in a lane. */
export interface Cap {
  readonly lane: string
  readonly automationId: string
  readonly cap: number
}

/** Runs in a lane, of one automation or of any. */
export interface Queue {
  readonly lane: string
  readonly automationId: string | null
}

export interface ClaimedPlace {
  readonly id: string
  readonly lane: string
  readonly automation_id: string
}

/** What of a queue can be claimed without going over a limit. A lane is named like its provider. */
export interface Room {
  /**
   * How many runs of each lane and automation can begin now. Leases slices for queues in which runs
   * are due; `due` tells which.
   */
  open(
    lanes: readonly OpenLane[],
    due: (queues: readonly Queue[]) => Promise<readonly Queue[]>,
  ): Promise<{ lanes: readonly OpenLane[]; caps: readonly Cap[] }>
  /** Runs were claimed for what is there: nobody else may count on it. */
  promise(runs: readonly ClaimedPlace[]): void
  /** A run has taken what it was promised, or will not. */
  forget(runId: string): void
}

interface Limited extends Queue {
  readonly bucket: LocalBucket
}

export function roomFor(
  book: Book,
  clock: () => number,
  lease: (bucket: LocalBucket, tokens: number) => Promise<void>,
): Room {
  const limitedIn = (lane: string): Limited[] => {
    const now = clock()
    const whole = book.find({ providerId: lane, target: '' })
    const single = [...book.subjects(lane)].map(([automationId, bucket]) => ({ lane, automationId, bucket })) // prettier-ignore
    return [...(whole ? [{ lane, automationId: null, bucket: whole }] : []), ...single].filter(
      ({ bucket }) => counts(bucket, now),
    )
  }
  return {
    async open(lanes, due) {
      const limited = lanes.flatMap(({ lane }) => limitedIn(lane))
      if (limited.length === 0) return { lanes, caps: [] }
      const dry = limited.filter(({ bucket }) => roomIn(bucket, clock()) < 1 && bucket.emptyUntil <= clock()) // prettier-ignore
      if (dry.length > 0) {
        const waiting = await due(dry)
        const thirsty = dry.filter((one) => waiting.some((queue) => isSame(queue, one)))
        await Promise.all(thirsty.map(({ bucket }) => lease(bucket, 0)))
      }
      return capped(lanes, limited, clock())
    },
    promise(runs) {
      for (const run of runs) {
        for (const { automationId, bucket } of limitedIn(run.lane)) {
          if (automationId === null || automationId === run.automation_id) bucket.promised.add(run.id) // prettier-ignore
        }
      }
    },
    forget: (runId) => {
      for (const bucket of book.all()) bucket.promised.delete(runId)
    },
  }
}

const isSame = (one: Queue, other: Queue): boolean =>
  one.lane === other.lane && one.automationId === other.automationId

function capped(lanes: readonly OpenLane[], limited: readonly Limited[], now: number) {
  const roomOf = (lane: string) =>
    limited.find((one) => one.lane === lane && one.automationId === null)
  return {
    lanes: lanes
      .map(({ lane, free }) => {
        const whole = roomOf(lane)
        return { lane, free: whole ? Math.min(free, roomIn(whole.bucket, now)) : free }
      })
      .filter(({ free }) => free > 0),
    caps: limited.flatMap(
      ({ lane, automationId, bucket }): Cap[] =>
      automationId === null ? [] : [{ lane, automationId, cap: Math.min(1_000_000, roomIn(bucket, now)) }], // prettier-ignore
    ),
  }
}
