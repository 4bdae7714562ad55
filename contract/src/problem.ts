import { z } from 'zod'
import { problemCodes, type ProblemCode } from './problem-codes.ts'

/** What AWS itself said, word for word. */
export const awsWords = z.object({
  code: z.string(),
  message: z.string(),
  status: z.number().int().nullable(),
  request_id: z.string().nullable(),
})
export type AwsWords = z.infer<typeof awsWords>

/** A failure as it is stored, shown and sent: an RFC 9457 problem document with who must act and how. */
export const problem = z.object({
  type: z.string().describe('urn:outcrop:problem:<code>'),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(problemCodes),
  detail: z.string(),
  who: z.enum(['caller', 'author', 'operator', 'aws-administrator', 'nobody']),
  remedy: z.string(),
  retry: z.boolean().describe('Whether trying again later can succeed without anyone acting'),
  field: z
    .string()
    .optional()
    .describe('The member of the body that it is about, where one alone is'),
  aws: awsWords.optional(),
})
export type ProblemDocument = z.infer<typeof problem>
export type { ProblemCode }
