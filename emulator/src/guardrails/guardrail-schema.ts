import { z } from 'zod'
import { piiPatterns } from './pii-patterns.ts'

const action = z.enum(['BLOCK', 'ANONYMIZE'])

const policySchema = z.strictObject({
  blockedInputMessaging: z
    .string()
    .min(1)
    .max(500)
    .default('Sorry, the model cannot answer this question.'),
  blockedOutputsMessaging: z
    .string()
    .min(1)
    .max(500)
    .default('Sorry, the model cannot answer this question.'),
  words: z.array(z.string().min(1).max(100)).default([]).describe('Whole words that block.'),
  topics: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        words: z.array(z.string().min(1)).min(1).describe('Any of these words is the topic.'),
      }),
    )
    .default([]),
  piiEntities: z
    .array(z.strictObject({ type: z.enum(Object.keys(piiPatterns)), action }))
    .default([]),
  regexes: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        pattern: z.string().min(1).max(500).refine(isPattern, 'must be a regular expression'),
        action,
      }),
    )
    .default([]),
})

export const guardrailSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{1,64}$/, 'must be lower-case letters and digits'),
  name: z.string().regex(/^[0-9a-zA-Z-_]{1,50}$/),
  region: z.string(),
  versions: z
    .record(
      z.string().regex(/^(DRAFT|[1-9]\d{0,7})$/, 'must be DRAFT or a number from 1'),
      policySchema,
    )
    .refine((versions) => 'DRAFT' in versions, 'must have a DRAFT, as every guardrail of AWS has'),
})

export type GuardrailPolicy = z.infer<typeof policySchema>
export type GuardrailPolicyInput = z.input<typeof policySchema>

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}
