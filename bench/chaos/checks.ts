import type { ApiRun, StoredFacts, StoredRun } from './facts.ts'
import type { Kill } from './killer.ts'
import type { Moment } from './moments.ts'

/** What was done and what came of it. */
export interface Aftermath extends StoredFacts {
  readonly sent: readonly SentEvent[]
  readonly kills: readonly Kill[]
  readonly moments: readonly Moment[]
  readonly apiRuns: readonly ApiRun[]
  readonly apiEvents: readonly string[]
  readonly bedrockCalls: number
  readonly ownEnds: number
  readonly exit: number | string
}

export interface SentEvent {
  readonly number: string
  readonly visitor: string
  readonly acknowledged: boolean
  /** Whether the demo's score starts on it. */
  readonly matches: boolean
  /** Whether its visitor joins an audience, and ends a visit in it. */
  readonly moment: boolean
}

export interface Check {
  readonly claim: string
  readonly found: string
  readonly passed: boolean
}

/** A claim that holds when nothing speaks against it. */
const none = (claim: string, against: readonly string[], of: number): Check => ({
  claim,
  found: against.length === 0 ? `all of ${of}` : `${against.length} of ${of} wrong, such as ${against.slice(0, 3).join(', ')}`, // prettier-ignore
  passed: against.length === 0,
})

/** Judges whether everything was kept, done once, and done right. Pure. */
export function checksOf(aftermath: Aftermath): Check[] {
  return [
    ...eventChecks(aftermath),
    ...runChecks(aftermath),
    ...momentChecks(aftermath),
    ...answerChecks(aftermath),
    callCheck(aftermath),
    ...apiChecks(aftermath),
    ...serverChecks(aftermath),
  ]
}

function eventChecks({ sent, events }: Aftermath): Check[] {
  const collected = events.filter(({ run }) => run === null)
  const copies = countBy(collected, ({ number }) => number ?? '')
  const acknowledged = sent.filter((one) => one.acknowledged)
  const known = new Set(acknowledged.map(({ number }) => number))
  const wrong = acknowledged.filter(({ number }) => copies.get(number) !== 1)
  const strangers = collected.filter(({ number }) => number === null || !known.has(number))
  return [
    none('Every event was acknowledged', sent.filter((one) => !one.acknowledged).map(({ number }) => number), sent.length), // prettier-ignore
    none('Every acknowledged event is stored exactly once', wrong.map(({ number }) => number), acknowledged.length), // prettier-ignore
    none(
      'No other event was collected',
      strangers.map(({ id }) => id),
      collected.length,
    ),
  ]
}

/** Runs that the demo's score has started, which send their answers back. */
function scores({ runs, moments }: Aftermath): StoredRun[] {
  const others = new Set(moments.map(({ automation }) => automation))
  return runs.filter(({ automation }) => !others.has(automation))
}

function runChecks(aftermath: Aftermath): Check[] {
  const { sent, events, runs: all } = aftermath
  const runs = scores(aftermath)
  const matching = new Set(sent.filter((one) => one.matches).map(({ number }) => number))
  const sources = events.filter(({ number, run }) => run === null && matching.has(number ?? ''))
  const perEvent = countBy(runs, ({ event }) => event)
  const known = new Set(sources.map(({ id }) => id))
  const unasked = runs.filter(({ event }) => !known.has(event))
  const bad = all.filter(({ state }) => state !== 'succeeded')
  return [
    none('Every matching event has exactly one run', sources.filter(({ id }) => perEvent.get(id) !== 1).map(({ id }) => id), sources.length), // prettier-ignore
    none(
      'No other event has a run',
      unasked.map(({ id }) => id),
      runs.length,
    ),
    none(
      'Every run succeeded',
      bad.map(({ id, state }) => `${id} ${state}`),
      all.length,
    ),
  ]
}

function momentChecks({ sent, runs, moments }: Aftermath): Check[] {
  const wanted = sent.filter(({ moment }) => moment).map(({ visitor }) => visitor)
  const known = new Set(wanted)
  const perMoment = countBy(runs, ({ automation, visitor }) => `${automation} ${visitor}`)
  const automations = new Set(moments.map(({ automation }) => automation))
  const strays = runs.filter(({ automation, visitor }) => automations.has(automation) && !known.has(visitor ?? '')) // prettier-ignore
  return [
    ...moments.map(
      ({ name, automation }) =>
      none(`Every ${name} started exactly one run`, wanted.filter((visitor) => perMoment.get(`${automation} ${visitor}`) !== 1), wanted.length), // prettier-ignore
    ),
    none(
      'No other visitor started one of them',
      strays.map(({ id }) => id),
      runs.length,
    ),
  ]
}

function answerChecks(aftermath: Aftermath): Check[] {
  const { events } = aftermath
  const runs = scores(aftermath)
  const answers = events.filter(({ run }) => run !== null)
  const perRun = countBy(answers, ({ run }) => run ?? '')
  const visitors = new Map(runs.map(({ id, visitor }) => [id, visitor]))
  const strays = answers.filter(({ run }) => !visitors.has(run ?? ''))
  const confused = answers.filter(({ run, visitor, payload_visitor: inside }) => {
    const wanted = visitors.get(run ?? '')
    return visitor !== wanted || inside !== wanted
  })
  return [
    none('Every run delivered exactly one answer event', runs.filter(({ id }) => perRun.get(id) !== 1).map(({ id }) => id), runs.length), // prettier-ignore
    none(
      'No answer event is of an unknown run',
      strays.map(({ id }) => id),
      answers.length,
    ),
    none('Every answer event is of the visitor of its run', confused.map(({ id }) => id), answers.length), // prettier-ignore
  ]
}

function callCheck({ runs, kills, bedrockCalls }: Aftermath): Check {
  const again = bedrockCalls - runs.length
  const allowed = kills.reduce((sum, { inFlight }) => sum + inFlight, 0)
  return {
    claim: 'No more Bedrock calls were made again than were in flight at the kills',
    found: `${bedrockCalls} calls for ${runs.length} runs: ${again} again, ${allowed} in flight`,
    passed: again >= 0 && again <= allowed,
  }
}

function apiChecks({ runs, events, apiRuns, apiEvents }: Aftermath): Check[] {
  const states = new Map(apiRuns.map(({ id, state }) => [id, state]))
  const listed = new Set(apiEvents)
  const runsAgree = runs.filter(({ id, state }) => states.get(id) !== state).map(({ id }) => id)
  const eventsAgree = events.filter(({ id }) => !listed.has(id)).map(({ id }) => id)
  return [
    none('The API lists every run as it is stored', runsAgree, runs.length),
    none('The API lists every event', eventsAgree, events.length),
    {
      claim: 'The API lists nothing twice and nothing else',
      found: `${apiRuns.length} runs, ${apiEvents.length} events`,
      passed: apiRuns.length === runs.length && apiEvents.length === events.length,
    },
  ]
}

function serverChecks({ ownEnds, exit }: Aftermath): Check[] {
  return [
    {
      claim: 'The server never ended by itself',
      found: `${ownEnds} times`,
      passed: ownEnds === 0,
    },
    { claim: 'The server stopped cleanly at the end', found: `exit ${exit}`, passed: exit === 0 },
  ]
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}
