export type Victim = 'server' | 'PostgreSQL'

export interface KillPlan {
  /** Whom to kill, in this order. */
  readonly victims: readonly Victim[]
  /** Events per second that are sent between the kills. */
  readonly perSecond: number
}

/** So many events are sent per second with the full load; a smaller load is sent more slowly. */
const fullPerSecond = 250
const shortestS = 8

/** Five kills of the server and two of PostgreSQL among 5,000 events; fewer among fewer. */
export function killPlan(events: number): KillPlan {
  const servers = Math.min(5, Math.max(2, Math.round(events / 1000)))
  const databases = Math.min(2, Math.max(1, Math.round(events / 2500)))
  return {
    victims: spread(servers, databases),
    perSecond: Math.min(fullPerSecond, events / shortestS),
  }
}

/** Spreads the kills of PostgreSQL evenly among those of the server. */
function spread(servers: number, databases: number): Victim[] {
  const all = servers + databases
  return Array.from({ length: all }, (_, index) => {
    const before = Math.floor((index * databases) / all)
    const after = Math.floor(((index + 1) * databases) / all)
    return after > before ? 'PostgreSQL' : 'server'
  })
}

/** How many of the events may be sent before the next kill: one part of them for each kill, and one after the last. */
export function allowedEvents(events: number, { victims }: KillPlan, kills: number): number {
  return Math.ceil((events * (kills + 1)) / (victims.length + 1))
}
