import type { ManagedPrompt } from '@outcrop/contract'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import type { Aws } from './aws/aws.ts'
import type { Connection } from './connection.ts'
import { getPrompt } from './get-prompt.ts'
import type { PromptTarget } from './prompt-target.ts'

/** A version never changes; the draft does, and permissions may come. In milliseconds. */
const keptMs = { version: 3_600_000, draft: 60_000, refused: 300_000 }

export type PromptFacts = (
  connection: Connection,
  target: PromptTarget,
  signal: AbortSignal,
) => Promise<ManagedPrompt | null>

/**
 * What is known of prompts that are called, remembered: which model is paid for, and which variables
 * are taken. Null for who may call a prompt but not read it, which IAM allows.
 */
export function createPromptFacts(aws: Aws, now: Clock): PromptFacts {
  const known = new LRUCache<string, { facts: ManagedPrompt | null; until: number }>({ max: 2000 })
  return async (connection, target, signal) => {
    const key = `${connection.providerId} ${connection.revision} ${target.arn}`
    const remembered = known.get(key)
    if (remembered && remembered.until > now().getTime()) return remembered.facts
    const facts = await read(aws, connection, target, signal)
    known.set(key, { facts, until: now().getTime() + lifeOf(facts, target) })
    return facts
  }
}

async function read(
  aws: Aws,
  connection: Connection,
  { arn }: PromptTarget,
  signal: AbortSignal,
): Promise<ManagedPrompt | null> {
  try {
    return await getPrompt(aws, connection, { arn }, signal)
  } catch (error) {
    // Whatever else is wrong, the call itself will say so better.
    if (error instanceof Problem && !signal.aborted) return null
    throw error
  }
}

function lifeOf(facts: ManagedPrompt | null, { version }: PromptTarget): number {
  if (facts === null) return keptMs.refused
  return version === null ? keptMs.draft : keptMs.version
}
