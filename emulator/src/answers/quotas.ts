import { z } from 'zod'
import { matchesPattern } from '../matches-pattern.ts'
import { AwsError } from '../wire/aws-error.ts'
import { createBucket, type Bucket } from './bucket.ts'

export const quotaSchema = z.strictObject({
  model: z.string().default('*').describe('Model or profile id; * is a wildcard.'),
  account: z.string().optional(),
  region: z.string().optional(),
  rpm: z.number().positive().optional().describe('Requests per minute.'),
  tpm: z.number().positive().optional().describe('Tokens per minute.'),
  retryAfter: z.boolean().default(false).describe('Whether a refusal carries Retry-After.'),
})

type Quota = z.infer<typeof quotaSchema>
export type QuotaInput = z.input<typeof quotaSchema>

export type Spending = { accountId: string; region: string; modelId: string; tokens: number }

export type Quotas = {
  /**
   * Takes one request and the tokens that it may use at most; throws ThrottlingException when
   * they are not there. The returned function gives back what was not used.
   */
  admit: (spending: Spending, now: Date) => (usedTokens: number) => void
}

/** Each account, region and model has its own buckets, as in AWS. */
export function createQuotas(inputs: readonly QuotaInput[]): Quotas {
  const quotas = inputs.map((input) => quotaSchema.parse(input))
  const buckets = new Map<string, Bucket>()
  const bucket = (name: string, perMinute: number): Bucket => {
    const known = buckets.get(name) ?? createBucket(perMinute)
    buckets.set(name, known)
    return known
  }
  return {
    admit: (spending, now) => {
      const quota = quotas.find((each) => covers(each, spending))
      if (!quota) return () => undefined
      const name = `${spending.accountId} ${spending.region} ${spending.modelId}`
      const requests = quota.rpm === undefined ? undefined : bucket(`rpm ${name}`, quota.rpm)
      const tokens = quota.tpm === undefined ? undefined : bucket(`tpm ${name}`, quota.tpm)
      check('Too many requests', requests?.wait(1, now.getTime()), quota)
      check('Too many tokens', tokens?.wait(spending.tokens, now.getTime()), quota)
      requests?.take(1)
      tokens?.take(spending.tokens)
      return (used) => tokens?.take(used - spending.tokens)
    },
  }
}

function covers(quota: Quota, spending: Spending): boolean {
  return (
    matchesPattern(spending.modelId, quota.model) &&
    (quota.account ?? spending.accountId) === spending.accountId &&
    (quota.region ?? spending.region) === spending.region
  )
}

function check(complaint: string, waitMs: number | undefined, quota: Quota): void {
  if (waitMs === undefined || waitMs === 0) return
  const retryAfterS = Math.max(1, Math.ceil(waitMs / 1000))
  throw new AwsError(
    'ThrottlingException',
    429,
    `${complaint}, please wait before trying again.`,
    quota.retryAfter ? { retryAfterS } : {},
  )
}
