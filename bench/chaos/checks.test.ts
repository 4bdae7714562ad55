import { describe, expect, it } from 'vitest'
import { checksOf, type Aftermath } from './checks.ts'

const event = (number: number) => ({
  id: `evt_${number}`,
  number: String(number),
  visitor: `v${number}`,
  run: null,
  payload_visitor: `v${number}`,
})
const answer = (number: number, parts: object = {}) => ({
  id: `evt_answer_${number}`,
  number: null,
  visitor: `v${number}`,
  run: `run_${number}`,
  payload_visitor: `v${number}`,
  ...parts,
})
const run = (number: number, state = 'succeeded') => ({
  id: `run_${number}`,
  state,
  automation: 'aut_score',
  event: `evt_${number}`,
  visitor: `v${number}`,
})
const joining = (number: number, id = `run_joining_${number}`) => ({
  ...run(number),
  id,
  automation: 'aut_joining',
})
const sent = (number: number, matches: boolean, acknowledged = true) => ({
  number: String(number),
  visitor: `v${number}`,
  matches,
  moment: number === 3,
  acknowledged,
})

/** Three events: the first two match, the visitor of the third joins, and everything went well. */
function aftermath(parts: Partial<Aftermath> = {}): Aftermath {
  const whole = {
    sent: [sent(1, true), sent(2, true), sent(3, false)],
    events: [event(1), event(2), event(3), answer(1), answer(2)],
    runs: [run(1), run(2), joining(3)],
    moments: [{ name: 'joining', automation: 'aut_joining' }],
    kills: [
      { victim: 'server' as const, inFlight: 2 },
      { victim: 'PostgreSQL' as const, inFlight: 1 },
    ],
    bedrockCalls: 6,
    ownEnds: 0,
    exit: 0,
    ...parts,
  }
  return {
    apiRuns: whole.runs.map(({ id, state }) => ({ id, state, ended: true })),
    apiEvents: whole.events.map(({ id }) => id),
    ...whole,
  }
}

const failures = (parts: Partial<Aftermath>): string[] =>
  checksOf(aftermath(parts))
    .filter(({ passed }) => !passed)
    .map(({ claim }) => claim)

const usual = aftermath()

describe('the checks', () => {
  it('pass when everything went well', () => {
    expect(failures({})).toEqual([])
  })

  it.each<[string, Partial<Aftermath>]>([
    ['Every event was acknowledged', { sent: [...usual.sent, sent(4, false, false)] }],
    ['Every acknowledged event is stored exactly once', { sent: [...usual.sent, sent(4, false)] }],
    ['Every acknowledged event is stored exactly once', { events: [...usual.events, { ...event(3), id: 'evt_3b' }] }], // prettier-ignore
    ['No other event was collected', { events: [...usual.events, event(9)] }],
    ['Every matching event has exactly one run', { runs: [run(1), joining(3)], events: [event(1), event(2), event(3), answer(1)] }], // prettier-ignore
    ['No other event has a run', { runs: [...usual.runs, run(3)], events: [...usual.events, answer(3)] }], // prettier-ignore
    ['Every run succeeded', { runs: [run(1), run(2, 'timed_out'), joining(3)] }],
    ['Every run succeeded', { runs: [run(1), run(2), { ...joining(3), state: 'failed' }] }],
    ['Every joining started exactly one run', { runs: [run(1), run(2)] }],
    ['Every joining started exactly one run', { runs: [...usual.runs, joining(3, 'run_double')] }],
    ['No other visitor started one of them', { runs: [...usual.runs, joining(2)] }],
    ['Every run delivered exactly one answer event', { events: usual.events.slice(0, 4) }],
    ['Every run delivered exactly one answer event', { events: [...usual.events, answer(2, { id: 'evt_double' })] }], // prettier-ignore
    ['No answer event is of an unknown run', { events: [...usual.events, answer(9)] }],
    ['Every answer event is of the visitor of its run', { events: [...usual.events.slice(0, 4), answer(2, { visitor: 'v1' })] }], // prettier-ignore
    ['No more Bedrock calls were made again than were in flight at the kills', { bedrockCalls: 7 }],
    ['No more Bedrock calls were made again than were in flight at the kills', { bedrockCalls: 2 }],
    ['The API lists every run as it is stored', { apiRuns: [] }],
    ['The API lists every event', { apiEvents: ['evt_1'] }],
    ['The API lists nothing twice and nothing else', { apiEvents: [...usual.apiEvents, 'evt_1'] }],
    ['The server never ended by itself', { ownEnds: 1 }],
    ['The server stopped cleanly at the end', { exit: 'SIGKILL' }],
  ])('see a breach of: %s', (claim, parts) => {
    expect(failures(parts)).toContain(claim)
  })

  it('see a run too many for one event', () => {
    const twice = { ...run(1), id: 'run_1b' }

    expect(failures({ runs: [...usual.runs, twice] })).toContain(
      'Every matching event has exactly one run',
    )
  })
})
