import { z } from 'zod'

/** What a load of requests came to. `seconds` is how long it really took. */
export const loadResult = z.object({
  accepted: z.number(),
  seconds: z.number(),
  p99Ms: z.number(),
})
export type LoadResult = z.infer<typeof loadResult>
