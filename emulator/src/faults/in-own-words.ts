import { errorCatalogue } from './error-catalogue.ts'
import type { Effects } from './fault-schema.ts'

export type Circumstances = {
  caller: string
  action: string
  account: string
  region: string
  model: string
}

/** Lets the catalogue's text of an error speak of this caller, action and model. */
export function inOwnWords(effects: Effects, circumstances: Circumstances): Effects {
  const known = errorCatalogue.get(effects.error ?? effects.exception ?? '')
  if (!known || effects.message !== undefined) return effects
  const words = new Map(Object.entries({ ...circumstances, resource: resourceOf(circumstances) }))
  const message = known.message.replace(
    /\{(\w+)\}/g,
    (mark, name: string) => words.get(name) ?? mark,
  )
  return { ...effects, message }
}

function resourceOf({ model, region }: Circumstances): string {
  if (model === '') return '*'
  return model.startsWith('arn:') ? model : `arn:aws:bedrock:${region}::foundation-model/${model}`
}
