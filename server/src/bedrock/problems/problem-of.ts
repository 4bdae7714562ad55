import type { AwsWords, ProblemCode } from '@outcrop/contract'
import { Problem } from '../../kernel/problem.ts'
import type { CallContext } from './call-context.ts'
import { networkCode } from './network-code.ts'
import { answeredText, beginning, networkText, strangeText } from './problem-text.ts'
import { readFailure, type Failure } from './read-failure.ts'
import { retryAfterMs } from './retry-after.ts'
import { answeredRules, type Rule } from './rules.ts'

/**
 * The problem behind anything that a call to AWS throws. Names and statuses decide, never classes:
 * one error arrives as different classes by operation, transport and place in a stream.
 */
export function problemOf(error: unknown, context: CallContext): Problem {
  if (error instanceof Problem) return error
  const failure = readFailure(error)
  // An answer that came in the same moment as the abort is still the truth.
  if (context.signal?.aborted && failure.status === null)
    return abandoned(context.signal.reason, context)
  const network = networkCode(failure)
  if (network) return new Problem(network, networkText(failure, context), { cause: error })
  const rule = answeredRules.find((each) => holds(each, failure, context))
  if (!rule) return defect(error, failure, context)
  if (rule.code === 'unexpected-response') return strange(failure, context)
  return answered(failure, context, rule)
}

function answered(failure: Failure, context: CallContext, rule: Rule): Problem {
  const wait = retryAfterMs(failure.headers, context.now)
  // Without the cause: its message may repeat a session token, and logs print causes.
  return new Problem(rule.code, answeredText(failure, context), {
    aws: wordsOf(failure),
    ...(rule.remedy !== undefined && { remedy: rule.remedy }),
    ...(wait !== undefined && { retryAfterMs: wait }),
  })
}

function strange(failure: Failure, context: CallContext): Problem {
  const wait = retryAfterMs(failure.headers, context.now)
  return new Problem('unexpected-response', strangeText(failure, context), {
    ...(wait !== undefined && { retryAfterMs: wait }),
  })
}

function defect(error: unknown, failure: Failure, context: CallContext): Problem {
  const detail = `${beginning(context)} failed in a way that Outcrop does not know: ${failure.name}: ${failure.message}`
  return new Problem('internal-error', detail, { cause: error })
}

/** A signal that was aborted with a problem says itself why; otherwise only a timeout is no cancel. */
function abandoned(reason: unknown, context: CallContext): Problem {
  if (reason instanceof Problem) return reason
  const timedOut = reason instanceof Error && reason.name === 'TimeoutError'
  if (!timedOut) return new Problem('cancelled', `${beginning(context)} was cancelled.`)
  const remedy = slowRemedies[context.operation]
  const detail = `${beginning(context)} had no answer within the timeout.`
  return new Problem('attempt-timeout', detail, remedy === undefined ? {} : { remedy })
}

/** What makes those faster that do more than ask one model. */
const slowRemedies: Readonly<Record<string, string>> = {
  'bedrock:InvokeAgent':
    'Raise the timeout of the step. An agent is faster with shorter instructions, fewer or smaller knowledge bases, and a task in several steps.',
  'bedrock:InvokeFlow':
    'Raise the timeout of the step, which AWS bounds for flows at five minutes, or look in the trace for the node that takes so long.',
}

function holds(rule: Rule, failure: Failure, context: CallContext): boolean {
  if (rule.names && !rule.names.includes(failure.name)) return false
  if (rule.statuses && (failure.status === null || !rule.statuses.includes(failure.status))) {
    return false
  }
  if (rule.text && !rule.text.test(failure.message)) return false
  return rule.when?.(failure, context) ?? true
}

function wordsOf({ name, message, status, requestId }: Failure): AwsWords {
  return { code: name, message, status, request_id: requestId }
}

/** Codes after which temporary keys are dropped and the call is made once more. */
export const staleKeyCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'expired-credentials',
  'invalid-credentials',
])
