import { randomUUID } from 'node:crypto'
import type { Turn } from '../model/question.ts'
import { validationError } from '../wire/aws-error.ts'

/** A conversation with a knowledge base: what was asked and answered, oldest first. */
export type KnowledgeSession = { id: string; turns: readonly Turn[] }

export type KnowledgeSessions = {
  /**
   * The session of an id, or a new one without. Throws ValidationException when the id is none that
   * was given for this owner, or was given too long ago: callers cannot choose ids.
   */
  open: (id: string | undefined, owner: string, now: Date) => KnowledgeSession
  keep: (session: KnowledgeSession, owner: string, now: Date) => void
}

/** AWS does not say how long a session is kept that nobody uses; here it is a day. */
const idleMs = 24 * 3600_000
const mostKept = 10_000

export function createKnowledgeSessions(): KnowledgeSessions {
  const kept = new Map<string, { session: KnowledgeSession; owner: string; expiresAt: number }>()
  return {
    open: (id, owner, now) => {
      if (id === undefined) return { id: randomUUID(), turns: [] }
      const found = kept.get(id)
      if (found?.owner === owner && found.expiresAt > now.getTime()) return found.session
      throw validationError(`Session with Id ${id} is not valid. Please check and try again.`)
    },
    keep: (session, owner, now) => {
      kept.delete(session.id)
      kept.set(session.id, { session, owner, expiresAt: now.getTime() + idleMs })
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    },
  }
}
