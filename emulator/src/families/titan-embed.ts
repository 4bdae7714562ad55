import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Json } from '../json.ts'
import { countTokens } from '../model/count-tokens.ts'
import { words } from '../model/words.ts'
import { readFamilyBody } from './read-family-body.ts'

const request = z.looseObject({
  inputText: z.string().min(1),
  dimensions: z.union([z.literal(256), z.literal(512), z.literal(1024)]).default(1024),
  normalize: z.boolean().default(true),
  embeddingTypes: z.array(z.enum(['float', 'binary'])).optional(),
})

export type Embedding = { embedding: number[]; inputTextTokenCount: number }

/** An embedding in which texts that share words lie near each other. */
export function titanEmbedding(body: Json): Embedding {
  const { inputText, dimensions, normalize } = readFamilyBody(body, request)
  const vector = new Array<number>(dimensions).fill(0)
  for (const word of words(inputText)) {
    const digest = createHash('sha256').update(word).digest()
    // Each word pushes a few directions, up or down.
    for (let part = 0; part < 8; part += 1) {
      const place = digest.readUInt16BE(part * 2) % dimensions
      const sign = (digest[16 + part] ?? 0) % 2 === 0 ? 1 : -1
      vector[place] = (vector[place] ?? 0) + sign
    }
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1
  return {
    embedding: normalize ? vector.map((value) => value / length) : vector,
    inputTextTokenCount: countTokens(inputText),
  }
}
