import type { Asker } from '../answers/asker.ts'
import { AwsError } from '../wire/aws-error.ts'

/** The time that one turn of a flow may take. */
export type TimeLimit = {
  /** The same asker, whose signal and pauses also end with the time. */
  asker: Asker
  /** Resolves as the promise does. Rejects with the error of AWS once the time is over. */
  within: <Result>(promise: Promise<Result>) => Promise<Result>
  /** Must be called when the turn is over. */
  end: () => void
}

/** Begins to count. What is still at work when the time is over is aborted, and not waited for. */
export function startTimeLimit(seconds: number, asker: Asker): TimeLimit {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), seconds * 1000)
  const expired = new Promise<never>((_, reject) => {
    over.signal.addEventListener('abort', () => reject(timedOut(seconds)))
  })
  // Nobody may be waiting when the time is over.
  expired.catch(() => undefined)
  const aborted = expired.catch(() => undefined)
  return {
    asker: {
      ...asker,
      pause: async (ms) => {
        await Promise.race([asker.pause(ms), aborted])
      },
      signal: () => AbortSignal.any([asker.signal(), over.signal]),
    },
    within: (promise) => Promise.race([promise, expired]),
    end: () => clearTimeout(timer),
  }
}

function timedOut(seconds: number): AwsError {
  return new AwsError(
    'DependencyFailedException',
    424,
    `The flow execution timed out: it took longer than ${seconds} seconds. Shorten the work of its nodes and try again.`,
    { members: { resourceName: 'Flow' } },
  )
}
