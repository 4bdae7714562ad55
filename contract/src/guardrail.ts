import { z } from 'zod'

/** A guardrail that accompanies every call. */
export const guardrail = z.object({
  id: z
    .string()
    .trim()
    .min(1)
    .max(2048)
    .describe('The id or the ARN of a guardrail in the account and region of the provider'),
  version: z
    .string()
    .regex(/^(DRAFT|[1-9]\d{0,7})$/, 'must be DRAFT or the number of a version')
    .describe('The number of a version, or DRAFT'),
})
export type Guardrail = z.infer<typeof guardrail>
