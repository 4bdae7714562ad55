import { LRUCache } from 'lru-cache'
import type { Clock } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import { unlessAborted } from '../kernel/unless-aborted.ts'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { getPrompt, type KnownPrompt } from './get-prompt.ts'
import { isMissingPermission } from './list-models.ts'
import type { PromptTarget } from './prompt-target.ts'

/** A version never changes; the draft does, permissions may come, and failures pass. In milliseconds. */
const keptMs = { version: 3_600_000, draft: 60_000, forbidden: 300_000, failed: 5000 }

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

interface Read extends Facts {
  readonly keptMs: number
}

/**
 * What is known of prompts that are called, read once however many ask: which model is paid for, and
 * which variables are taken. No prompt for who may call a prompt but not read it, which IAM allows, and
 * when reading fails: whatever is wrong, the call itself will say so better.
 */
export function createPromptFacts(aws: Aws, now: Clock): PromptFacts {
  const known = new LRUCache<string, { read: Promise<Read>; until: number }>({ max: 2000 })
  const readAnew = (key: string, work: Promise<Read>) => {
    const entry = { read: work, until: Number.POSITIVE_INFINITY }
    known.set(key, entry)
    work.then(
      (read) => (entry.until = now().getTime() + read.keptMs),
      () => known.delete(key),
    )
    return work
  }
  return async (connection, target, signal) => {
    const key = `${connection.providerId} ${connection.revision} ${target.arn}`
    const entry = known.get(key)
    const isKnown = entry !== undefined && entry.until > now().getTime()
    const work = isKnown ? entry.read : readAnew(key, readFacts(aws, connection, target))
    try {
      return await unlessAborted(work, signal)
    } catch (error) {
      if (signal.aborted) return { prompt: null, problem: null }
      throw error
    }
  }
}

async function readFacts(
  aws: Aws,
  connection: Connection,
  { arn, version }: PromptTarget,
): Promise<Read> {
  try {
    const prompt = await getPrompt(aws, connection, { arn }, AbortSignal.timeout(limitMs))
    const kept = version === null ? keptMs.draft : keptMs.version
    return { prompt, problem: null, keptMs: kept }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const kept = isMissingPermission(error) ? keptMs.forbidden : keptMs.failed
    return { prompt: null, problem: error, keptMs: kept }
  }
}
