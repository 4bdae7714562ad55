import { z } from 'zod'

const routed = z.object({
  trace: z.object({ promptRouter: z.object({ invokedModelId: z.string().min(1) }) }),
})

/**
 * The model that a prompt router chose, by id or ARN, as an answer of Converse tells it, fresh or
 * stored; null where no router was asked or AWS does not say.
 */
export function routedModel(raw: unknown): string | null {
  return routed.safeParse(raw).data?.trace.promptRouter.invokedModelId ?? null
}
