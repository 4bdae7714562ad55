import { z } from 'zod'

const attribute = z.looseObject({ key: z.string().min(1).max(100), value: z.json() })

/** Which metadata a passage must have; exactly one member, as AWS wants of its unions. */
const retrievalFilter = z.looseObject({
  equals: attribute.optional(),
  notEquals: attribute.optional(),
  greaterThan: attribute.optional(),
  greaterThanOrEquals: attribute.optional(),
  lessThan: attribute.optional(),
  lessThanOrEquals: attribute.optional(),
  in: attribute.optional(),
  notIn: attribute.optional(),
  startsWith: attribute.optional(),
  listContains: attribute.optional(),
  stringContains: attribute.optional(),
  get andAll() {
    return z.array(retrievalFilter).min(2).optional()
  },
  get orAll() {
    return z.array(retrievalFilter).min(2).optional()
  },
})

/** How Retrieve and RetrieveAndGenerate look for passages. */
export const retrievalConfiguration = z.looseObject({
  vectorSearchConfiguration: z
    .looseObject({
      numberOfResults: z.int().min(1).max(100).optional(),
      overrideSearchType: z.enum(['HYBRID', 'SEMANTIC']).optional(),
      filter: retrievalFilter.optional(),
    })
    .optional(),
})

export type RetrievalFilter = z.infer<typeof retrievalFilter>
