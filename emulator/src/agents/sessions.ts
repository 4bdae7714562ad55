import type { Turn } from '../model/question.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { AgentAction } from './agent-action.ts'

/** What an agent remembers of one conversation. */
export type Session = {
  turns: Turn[]
  attributes: Record<string, string>
  /** An action that the caller was asked to do. */
  returned: { invocationId: string; action: AgentAction } | undefined
  /** An action that waits for the user to say a value. */
  asked: { action: AgentAction; parameter: string } | undefined
}

type Entry = { session: Session; busy: boolean; expiresAt: number }

export type Sessions = {
  /**
   * Opens the session of a name, a new one when it is unknown or has expired. Throws
   * ConflictException while another turn of it runs. Every opening needs one `close`.
   */
  open: (name: string, now: Date) => Session
  /** Keeps the session for the time, or forgets it. */
  close: (name: string, idleS: number, now: Date) => void
  end: (name: string) => void
}

const mostKept = 10_000

export function createSessions(): Sessions {
  const entries = new Map<string, Entry>()
  return {
    open: (name, now) => {
      const known = entries.get(name)
      if (known?.busy === true) {
        throw new AwsError(
          'ConflictException',
          409,
          'The session is already processing a request. Wait for it to end and retry your request.',
        )
      }
      const isAlive = known !== undefined && known.expiresAt > now.getTime()
      const session = isAlive ? known.session : emptySession()
      entries.delete(name)
      entries.set(name, { session, busy: true, expiresAt: Infinity })
      const [oldest = name] = entries.keys()
      if (entries.size > mostKept) entries.delete(oldest)
      return session
    },
    close: (name, idleS, now) => {
      const entry = entries.get(name)
      if (!entry) return
      entry.busy = false
      entry.expiresAt = now.getTime() + idleS * 1000
    },
    end: (name) => {
      entries.delete(name)
    },
  }
}

function emptySession(): Session {
  return { turns: [], attributes: {}, returned: undefined, asked: undefined }
}
