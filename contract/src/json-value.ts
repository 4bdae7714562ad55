import { z } from 'zod'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Any JSON. Unlike `z.json()` it has a name: only what has one can hold itself in an OpenAPI document. */
export const jsonValue: z.ZodType<Json> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(jsonValue),
      z.record(z.string(), jsonValue),
    ]),
  )
  .meta({ id: 'JsonValue' })
