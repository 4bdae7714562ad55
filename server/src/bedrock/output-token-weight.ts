import { modelOf } from './model-of.ts'

/**
 * How many tokens of the quota one output token takes: AWS burns quotas of Claude 3.7 and later down
 * five times as fast.
 */
export function outputTokenWeight(named: string): number {
  return /^anthropic\.claude-(3-7|(opus|sonnet|haiku)-)/.test(modelOf(named)) ? 5 : 1
}
