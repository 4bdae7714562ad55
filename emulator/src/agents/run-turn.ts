import type { AgentEvent } from './agent-event.ts'
import type { AgentTurn } from './agent-turn.ts'
import { orchestrate } from './orchestrate.ts'

/** How many turns of a conversation the agent remembers. */
const mostRemembered = 60

/**
 * Runs a turn in its opened session and closes that, whatever happens. A turn that failed leaves no
 * trace in the conversation, so that it can be tried again.
 */
export async function* runTurn(
  turn: AgentTurn,
  { name, endSession }: { name: string; endSession: boolean },
): AsyncGenerator<AgentEvent> {
  const { session, version, world } = turn
  const before = { ...session, turns: [...session.turns] }
  let isWhole = false
  try {
    if (endSession) yield ended
    else yield* orchestrate(turn)
    isWhole = true
  } finally {
    if (isWhole) session.turns = session.turns.slice(-mostRemembered)
    else Object.assign(session, before)
    if (endSession) world.sessions.end(name)
    else world.sessions.close(name, version.idleSessionTTLInSeconds, world.now())
  }
}

const ended: AgentEvent = {
  kind: 'chunk',
  text: "Session is terminated as 'endSession' flag is set in request.",
  citations: [],
  isLast: true,
}
