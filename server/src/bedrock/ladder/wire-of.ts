import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { JsonSchema } from '../answers/json-schema.ts'
import { wireSchema } from '../answers/wire-schema.ts'

const document = z.record(z.string(), z.json())

/** A schema as it is sent. */
export interface Wire {
  /** In the subset of AWS; null when that cannot say it. */
  readonly schema: z.infer<typeof document> | null
  /** Tells schemas apart, on the wire and in what is remembered of them. */
  readonly fingerprint: string
}

/** Steps share few schemas. */
const known = new LRUCache<string, Wire>({ max: 500 })

export function wireOf(schema: JsonSchema): Wire {
  const text = JSON.stringify(schema)
  const remembered = known.get(text)
  if (remembered) return remembered
  const reduced = document.nullable().parse(wireSchema(schema))
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(reduced))
    .digest('hex')
    .slice(0, 16)
  const wire = { schema: reduced, fingerprint }
  known.set(text, wire)
  return wire
}
