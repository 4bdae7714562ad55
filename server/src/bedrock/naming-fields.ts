import type { ModelFields } from '@outcrop/contract'
import { Problem } from '../kernel/problem.ts'

/** What AWS says of a request that it refuses for something that the fields may have brought. */
const refusals: ReadonlySet<string> = new Set(['invalid-request', 'sampling-refused'])

/** Waits for a call, and says so when what AWS refuses of it is one of the fields that the author added. */
export async function namingFields<Answer>(
  fields: ModelFields | undefined,
  call: Promise<Answer>,
): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    const isRefused = fields && error instanceof Problem && refusals.has(error.code)
    const said = isRefused ? (error.aws?.message ?? '') : ''
    if (!isRefused || !namesField(fields, said)) throw error
    throw new Problem('model-fields-refused', error.message, { ...(error.aws && { aws: error.aws }) }) // prettier-ignore
  }
}

/** Families of models name a field in many ways: `top_k: …`, `#/inferenceConfig/topK`, `[top_k]`. */
function namesField(fields: ModelFields, said: string): boolean {
  const words = new Set(said.match(/\w+/g))
  return words.has('additionalModelRequestFields') || Object.keys(fields).some((key) => words.has(key)) // prettier-ignore
}
