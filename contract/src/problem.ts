import { z } from 'zod'
import { problemCodes, type ProblemCode } from './problem-codes.ts'

/** What AWS itself said, word for word. */
export const awsWords = z
  .object({
    code: z.string().describe('Such as ThrottlingException'),
    message: z.string().describe('The message of AWS'),
    status: z
      .number()
      .int()
      .nullable()
      .describe('HTTP status; null when it came inside of a stream'),
    request_id: z.string().nullable().describe('What AWS support asks for'),
  })
  .describe('What AWS itself said, word for word')
export type AwsWords = z.infer<typeof awsWords>

/** A failure as it is stored, shown and sent: an RFC 9457 problem document with who must act and how. */
export const problem = z
  .object({
    type: z.string().describe('urn:outcrop:problem:<code>'),
    title: z.string().describe('What kind of failure it is; the same for all of its code'),
    status: z.number().int().describe('HTTP status'),
    code: z.enum(problemCodes).describe('What programs tell failures apart by'),
    detail: z.string().describe('What happened, and to what'),
    who: z
      .enum(['caller', 'author', 'operator', 'aws-administrator', 'nobody'])
      .describe('Who must act: author is who wrote the automation, operator who runs this server'),
    remedy: z.string().describe('What they should do'),
    retry: z.boolean().describe('Whether trying again later can succeed without anyone acting'),
    field: z
      .string()
      .optional()
      .describe('The member of the body that it is about, where one alone is'),
    aws: awsWords.optional(),
  })
  .describe('A failure: what happened, who must act, and how')
export type ProblemDocument = z.infer<typeof problem>
export type { ProblemCode }
