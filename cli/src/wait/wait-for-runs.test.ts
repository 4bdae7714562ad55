import { createClient, type Event, type Run, type RunState, type Usage } from '@outcrop/contract'
import { afterEach, describe, expect, it } from 'vitest'
import { sampleEvent, sampleRun } from '../testing/samples.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'
import { waitForRuns } from './wait-for-runs.ts'

let api: SmallApi | undefined
afterEach(() => api?.close())

interface Moment {
  readonly processed: number
  readonly runs: readonly Run[]
  readonly events: readonly Event[]
}

const hour = '2026-06-01T12:00:00.000Z'
const ended = (state: RunState) => !['queued', 'running', 'waiting'].includes(state)

function usageAt({ processed, runs }: Moment): Usage {
  const empty = { runs: 0, failures: 0, calls: 0, tokens: { input: 0, output: 0 }, cost_usd: null }
  const open = runs.filter(({ state }) => !ended(state)).length
  return {
    totals: { events: processed, ...empty },
    hours: [{ hour, events: processed, ...empty }],
    in_progress: { queued: open, running: 0, waiting: 0 },
    problems: [],
  }
}

/** Waits while the server goes through these moments, one with each look; a look takes half a second. */
async function waitThrough(moments: readonly Moment[], sentEvents: number, timeoutMs = 100_000) {
  let looks = 0
  let now = 0
  const moment = () =>
    moments[Math.min(looks - 1, moments.length - 1)] ?? { processed: 0, runs: [], events: [] }
  // Small pages, so that reading on is tested too.
  const page = <Item>(items: readonly Item[], url: URL) => {
    const from = Number(url.searchParams.get('cursor') ?? 0)
    return {
      items: items.slice(from, from + 2),
      next: from + 2 < items.length ? String(from + 2) : null,
    }
  }
  api = await startSmallApi({
    'GET /api/v1/usage': () => {
      looks += 1
      return usageAt(moment())
    },
    'GET /api/v1/runs': ({ url }) => {
      const state = url.searchParams.get('state')
      return page(
        moment().runs.filter((run) => state === null || run.state === state),
        url,
      )
    },
    'GET /api/v1/events': ({ url }) => page(moment().events, url),
  })
  return waitForRuns(
    {
      baseline: { newest_event_id: null, newest_event_at: null, hour, processed: 0 },
      visitors: new Set(['a', 'b']),
      events: sentEvents,
    },
    {
      client: createClient({ baseUrl: api.url }),
      sleep: (ms) => {
        now += ms
        return Promise.resolve()
      },
      now: () => now,
      timeoutMs,
      onLook: () => undefined,
    },
  )
}

const sent = [sampleEvent(1, 'a'), sampleEvent(2, 'b'), sampleEvent(3, 'a')]
const answers = [sampleEvent(11, 'a', 1), sampleEvent(12, 'b', 2), sampleEvent(13, 'a', 3)]
const runs = (...states: RunState[]) =>
  states.map((state, index) => sampleRun(index + 1, index === 1 ? 'b' : 'a', state))
const finished: Moment = {
  processed: 6,
  runs: [...runs('succeeded', 'succeeded', 'succeeded'), sampleRun(9, 'stranger', 'failed')],
  events: [...sent, ...answers],
}

describe('waitForRuns', () => {
  it('waits for events to be processed and runs to end, then counts only what was caused', async () => {
    const waited = await waitThrough(
      [
        { processed: 0, runs: [], events: sent },
        { processed: 2, runs: runs('running', 'queued'), events: sent },
        { processed: 3, runs: runs('succeeded', 'running', 'waiting'), events: sent },
        finished,
      ],
      3,
    )
    expect(waited).toMatchObject({
      ended: 'done',
      expected: 3,
      runs: { total: 3, by_state: { succeeded: 3 } },
    })
    expect(waited.answers).toMatchObject({ delivered: 3, runs_with_one: 3, other_visitor: 0 })
  })

  it('does not wait for runs about other visitors', async () => {
    const foreign = { ...finished, runs: [...finished.runs, sampleRun(8, 'stranger', 'waiting')] }
    expect(await waitThrough([foreign], 3)).toMatchObject({ ended: 'done', runs: { total: 3 } })
  })

  it('finds out that events were stored by an earlier send', async () => {
    expect(await waitThrough([{ processed: 0, runs: [], events: [] }], 3)).toMatchObject({
      ended: 'done',
      expected: 0,
      runs: { total: 0 },
    })
  })

  it('says when nobody processes what was stored', async () => {
    const waited = await waitThrough([{ processed: 1, runs: [], events: sent }], 3)
    expect(waited).toMatchObject({ ended: 'stalled', expected: 3, processed: 1 })
  })

  it('stops when its time is over, and counts what there is', async () => {
    const stuck = { processed: 3, runs: runs('succeeded', 'waiting'), events: sent }
    const waited = await waitThrough([stuck], 3, 5000)
    expect(waited).toMatchObject({
      ended: 'timeout',
      runs: { total: 2, by_state: { succeeded: 1, waiting: 1 } },
    })
  })
})
