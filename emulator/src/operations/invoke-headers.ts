import { z } from 'zod'
import { requestMetadata } from '../converse/request.ts'
import { parseJson } from '../json.ts'
import { constraintError } from './constraint-error.ts'
import type { Call } from './operation.ts'

/** JSON in a header, read as Converse's member of the same name is. */
const metadataText = z
  .string()
  .max(8500)
  .transform((text, context) => {
    try {
      return parseJson(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'Member must be a JSON object of texts' })
      return z.NEVER
    }
  })
  .pipe(requestMetadata)

const headers = z.object({
  trace: z.enum(['ENABLED', 'DISABLED', 'ENABLED_FULL']).optional(),
  performanceConfigLatency: z.enum(['standard', 'optimized']).optional(),
  serviceTier: z.enum(['priority', 'default', 'flex', 'reserved']).optional(),
  requestMetadata: metadataText.optional(),
})

/** What the headers of InvokeModel choose, and those that tell it back. Throws ValidationException. */
export function readInvokeHeaders(call: Pick<Call, 'header'>): {
  latency: string | undefined
  served: Record<string, string>
} {
  const given = {
    trace: call.header('x-amzn-bedrock-trace'),
    performanceConfigLatency: call.header('x-amzn-bedrock-performanceconfig-latency'),
    serviceTier: call.header('x-amzn-bedrock-service-tier'),
    requestMetadata: call.header('x-amzn-bedrock-request-metadata'),
  }
  const { error } = headers.safeParse(given)
  if (error) throw constraintError(error.issues, parseJson(JSON.stringify(given)))
  const { performanceConfigLatency: latency, serviceTier } = given
  return {
    latency,
    served: {
      ...(latency !== undefined && { 'x-amzn-bedrock-performanceconfig-latency': latency }),
      ...(serviceTier !== undefined && { 'x-amzn-bedrock-service-tier': serviceTier }),
    },
  }
}
