import { createHash } from 'node:crypto'
import { thinks, type ModelFields } from '@outcrop/contract'
import type { Descent } from './descend.ts'

/**
 * How the ladder knows a model that is asked beside fields of the author's own. They may open a rung
 * or close one, so what is learned with them is kept apart. Claude cannot be forced to call a tool
 * while it thinks, so that rung is not even tried.
 */
export function askedBeside(
  model: string,
  fields: ModelFields | undefined,
): Pick<Descent, 'model' | 'impossible'> {
  if (!fields) return { model, impossible: [] }
  const fingerprint = createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 16)
  return {
    model: `${model} beside ${fingerprint}`,
    impossible: thinks(fields) ? ['forced_tool'] : [],
  }
}
