import { z } from 'zod'

const metadata = z.record(z.string(), z.json())

/** A knowledge base over texts: those of a folder, those written here, or both. */
export const knowledgeBaseSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-zA-Z]{10}$/, 'must be 10 letters and digits'),
  name: z.string().min(1).max(100),
  description: z.string().min(1).max(200).optional(),
  region: z.string(),
  status: z
    .enum(['CREATING', 'ACTIVE', 'DELETING', 'UPDATING', 'FAILED', 'DELETE_UNSUCCESSFUL'])
    .default('ACTIVE'),
  folder: z
    .string()
    .optional()
    .describe('Its .md and .txt files, also in folders below. Read anew for every question.'),
  documents: z
    .array(z.strictObject({ uri: z.string(), text: z.string(), metadata: metadata.default({}) }))
    .default([]),
})

export type KnowledgeBase = z.infer<typeof knowledgeBaseSchema>
