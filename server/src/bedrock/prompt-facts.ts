import type { Clock } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { getPrompt, type KnownPrompt } from './get-prompt.ts'
import { createKeptReadings } from './kept-readings.ts'
import type { PromptTarget } from './prompt-target.ts'

/** A version never changes; the draft does. In milliseconds. */
const keptMs = { version: 3_600_000, draft: 60_000 }

/** How long AWS may take to tell, in milliseconds. */
const limitMs = 10_000

export type PromptFacts = (
  connection: Connection,
  target: PromptTarget,
  signal: AbortSignal,
) => Promise<Facts>

export interface Facts {
  readonly prompt: KnownPrompt | null
  /** Why AWS did not tell. */
  readonly problem: Problem | null
}

/**
 * What is known of prompts that are called, read once however many ask: which model is paid for, and
 * which variables are taken. No prompt for who may call a prompt but not read it, which IAM allows, and
 * when reading fails: whatever is wrong, the call itself will say so better.
 */
export function createPromptFacts(aws: Aws, now: Clock): PromptFacts {
  const versions = createKeptReadings<KnownPrompt>(now, keptMs.version)
  const drafts = createKeptReadings<KnownPrompt>(now, keptMs.draft)
  return async (connection, { arn, version }, signal) => {
    const kept = version === null ? drafts : versions
    const key = `${connection.providerId} ${connection.revision} ${arn}`
    const read = () => getPrompt(aws, connection, { arn }, AbortSignal.timeout(limitMs))
    try {
      return { prompt: await kept(key, read, signal), problem: null }
    } catch (error) {
      if (signal.aborted) return { prompt: null, problem: null }
      if (error instanceof Problem) return { prompt: null, problem: error }
      throw error
    }
  }
}
