import type { Attempt } from '@outcrop/contract'
import { z } from 'zod'

const message = z.object({ role: z.string(), text: z.string() })
const messages = z.array(message)

const converseAnswer = z.object({
  output: z.object({
    message: z.object({ content: z.array(z.object({ text: z.string().optional() })) }),
  }),
})

interface ReadRequest {
  readonly messages: readonly z.infer<typeof message>[]
  readonly rest: Readonly<Record<string, unknown>>
}

/** Takes the messages out of a request, to be read as text; what is left is JSON. */
export function requestMessages(request: Readonly<Record<string, unknown>>): ReadRequest {
  const { messages: given, ...rest } = request
  const parsed = messages.safeParse(given)
  return parsed.success ? { messages: parsed.data, rest } : { messages: [], rest: request }
}

/** The text of an answer of the Converse operation; null when it holds none. */
export function answerText(raw: Readonly<Record<string, unknown>>): string | null {
  const parsed = converseAnswer.safeParse(raw)
  if (!parsed.success) return null
  const texts = parsed.data.output.message.content.flatMap(({ text }) => text ?? [])
  return texts.length === 0 ? null : texts.join('')
}

const routedAnswer = z.object({
  trace: z.object({ promptRouter: z.object({ invokedModelId: z.string() }) }),
})

/** The model that a prompt router chose for an answer; null when none was asked. */
export function chosenModel(raw: Attempt['raw']): string | null {
  return routedAnswer.safeParse(raw).data?.trace.promptRouter.invokedModelId ?? null
}
