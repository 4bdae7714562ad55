import type { ProblemCode } from '@outcrop/contract'
import { answeredRules } from './rules.ts'

/** Words that someone has before their eyes, and the problems that they may mean. */
export interface Reading {
  readonly words: string
  readonly codes: readonly ProblemCode[]
}

const reading = (words: string, ...codes: ProblemCode[]): Reading => ({ words, codes })

/** What AWS, its client libraries and people say where no code of AWS stands. */
const inWords: readonly Reading[] = [
  reading('Access Denied, Not authorized to perform …', 'access-denied', 'role-behind-denied', 'role-not-assumable'), // prettier-ignore
  reading('Access denied when calling Bedrock', 'role-behind-denied'),
  reading("You don't have access to the model", 'account-not-enabled'),
  reading('Model use case details have not been submitted', 'use-case-form-missing'),
  reading('The security token included in the request is invalid', 'invalid-credentials'),
  reading('The security token included in the request is expired', 'expired-credentials'),
  reading('Could not load credentials from any providers', 'no-ambient-credentials'),
  reading("on-demand throughput isn't supported", 'needs-inference-profile'),
  reading('The provided model identifier is invalid', 'invalid-request'),
  reading('Input is too long for requested model', 'input-too-long'),
  reading('Invalid ARN format', 'wrong-target', 'invalid-request'),
  reading('Resource not found', 'resource-not-found', 'wrong-target'),
  reading('This model version has reached the end of its life', 'resource-not-found'),
  reading('Alias has no associated version', 'agent-not-ready'),
  reading('An agent that behaves unexpectedly, because its alias leads to a draft', 'agent-not-ready'), // prettier-ignore
  reading('Too many requests, Too many tokens', 'throttled', 'limit-reached'),
  reading('Too many tokens per day', 'quota-exceeded'),
  reading('Could not connect to endpoint', 'cannot-connect', 'connection-lost', 'unexpected-response'), // prettier-ignore
  reading('Agent execution timed out', 'attempt-timeout', 'deadline-exceeded'),
  reading(
    'Timeout of a call',
    'attempt-timeout',
    'model-timeout',
    'deadline-exceeded',
    'cannot-connect',
  ),
  reading('Prose, Markdown or code fences instead of JSON', 'answer-not-json'),
  reading('Missing fields, wrong types', 'answer-invalid'),
  reading('An answer that stops in the middle', 'answer-truncated'),
]

/** Everything by which a problem can be looked up: the error codes of AWS, and words. */
export const whatPeopleRead: readonly Reading[] = [...byName(), ...inWords].toSorted((one, other) =>
  one.words.localeCompare(other.words, 'en', { sensitivity: 'base' }),
)

/** The error codes of AWS in the rules. What AWS says with some of them decides between several problems. */
function byName(): Reading[] {
  const found = new Map<string, Set<ProblemCode>>()
  for (const { names = [], code } of answeredRules) {
    for (const name of names.filter((each) => each !== 'Unknown' && each !== 'SyntaxError')) {
      found.set(name, (found.get(name) ?? new Set<ProblemCode>()).add(code))
    }
  }
  return [...found].map(([name, codes]) => reading(`\`${name}\``, ...codes))
}
