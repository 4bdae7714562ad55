import type { ConnectionTest } from '@outcrop/contract'
import { Problem } from '../../kernel/problem.ts'

/**
 * A test of a second key, with whether it stays in the account of the provider: agents, flows, prompts
 * and provisioned models of another account would all be out of reach after the change of keys.
 */
export function inSameAccount(test: ConnectionTest, account: string | null): ConnectionTest {
  if (!test.ok || account === null || test.account === null || test.account === account) return test
  const problem = new Problem(
    'wrong-target',
    `This key belongs to the AWS account ${test.account}, the one in use to ${account}.`,
    {
      who: 'caller',
      remedy:
        'Make a second access key for the same user in IAM and enter that one. For another account, make a provider of its own.',
    },
  )
  const check = 'Same AWS account'
  const failed = { check, ok: false, summary: problem.message, latency_ms: null }
  return { ...test, ok: false, checks: [...test.checks, { ...failed, problem: problem.toDocument() }] } // prettier-ignore
}
