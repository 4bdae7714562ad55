import type { InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime'
import { z } from 'zod'

const response = z.object({ headers: z.record(z.string(), z.string()) })

/** Has a command remember the headers of its response; the returned function tells those of the last one. */
export function keepHeaders(command: InvokeModelCommand): () => Readonly<Record<string, string>> {
  let kept: Record<string, string> = {}
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      kept = response.safeParse(result.response).data?.headers ?? {}
      return result
    },
    { step: 'deserialize', name: 'keepHeaders' },
  )
  return () => kept
}
