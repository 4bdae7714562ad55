import { z } from 'zod'
import { errorCatalogue } from './error-catalogue.ts'
import { latencySchema } from './latency.ts'
import { textPattern } from './text-pattern.ts'

const match = {
  operation: z.string().optional().describe('Operation name; * is a wildcard.'),
  model: z.string().optional().describe('Model id or ARN as the caller wrote it; * is a wildcard.'),
  account: z.string().optional(),
  accessKey: z.string().optional(),
  prompt: textPattern.optional().describe('A piece of the prompt, or /a regular expression/flags.'),
  probability: z.number().min(0).max(1).optional(),
  first: z.int().min(1).optional().describe('Only the first so many matching attempts.'),
  per: z
    .enum(['fault', 'invocation', 'prompt'])
    .optional()
    .describe('What `first` counts by: all calls, one SDK call with its retries, or one prompt.'),
}

/** It goes into a header. */
const errorName = z.string().regex(/^\w{1,64}$/, 'must be letters, digits and underscores')

const effects = {
  error: errorName.optional().describe('A name of the error catalogue, or any code with `status`.'),
  status: z.int().min(400).max(599).optional(),
  message: z.string().optional(),
  style: z.enum(['header', 'code', 'type', 'html']).optional(),
  retryAfterS: z.number().min(0).optional(),
  latency: latencySchema.optional().describe('Milliseconds before anything else happens.'),
  hang: z.boolean().optional().describe('Never answer.'),
  reset: z.boolean().optional().describe('Reset the connection before the answer.'),
  truncateAfter: z.int().min(0).optional().describe('Send only so many bytes of a whole body.'),
  firstFrameMs: z.number().min(0).optional().describe('Hold a stream back before its first frame.'),
  frameMs: z.number().min(0).optional().describe('Pause before every later frame.'),
  cutAfter: z.int().min(0).optional().describe('End a stream after so many frames.'),
  cut: z
    .enum(['drop', 'end', 'skip'])
    .optional()
    .describe(
      'drop the connection, end without the closing events, or skip to the closing events.',
    ),
  stallAfter: z.int().min(0).optional().describe('Send nothing more after so many frames.'),
  exception: errorName.optional().describe('An error sent inside a stream.'),
  exceptionAfter: z.int().min(0).optional().describe('How many frames come before it.'),
}

/** They only shape another effect. */
const modifiers: ReadonlySet<string> = new Set([
  'status',
  'message',
  'style',
  'retryAfterS',
  'cut',
  'exceptionAfter',
])

/** One fault: which calls it strikes and what it does to them. */
export const faultSchema = z
  .strictObject({ ...match, ...effects })
  .superRefine((fault, context) => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', message })
    const does = Object.keys(fault).filter((key) => isEffect(key) && !modifiers.has(key))
    if (does.length === 0) {
      complain(
        'The fault does nothing. Give it an effect, such as error, latency, hang, reset or cutAfter.',
      )
    }
    for (const name of [fault.error, fault.exception]) {
      if (name === undefined || errorCatalogue.has(name) || fault.status !== undefined) continue
      complain(
        `The error ${name} is not in the catalogue. Use a name from it, or give a status as well.`,
      )
    }
  })

export function isEffect(key: string): boolean {
  return key in effects
}

export type Fault = z.infer<typeof faultSchema>
export type FaultInput = z.input<typeof faultSchema>
export type Effects = Pick<Fault, keyof typeof effects>
