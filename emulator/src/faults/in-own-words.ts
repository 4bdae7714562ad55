import { errorCatalogue } from './error-catalogue.ts'
import type { Effects } from './fault-schema.ts'

export type Circumstances = {
  caller: string
  account: string
  model: string
  action: string
  /** An ARN or `*`. */
  resource: string
}

/** Lets the catalogue's text of an error speak of this caller, action and resource. */
export function inOwnWords(effects: Effects, circumstances: Circumstances): Effects {
  const known = errorCatalogue.get(effects.error ?? effects.exception ?? '')
  if (!known || effects.message !== undefined) return effects
  const words = new Map(Object.entries(circumstances))
  const message = known.message.replace(
    /\{(\w+)\}/g,
    (mark, name: string) => words.get(name) ?? mark,
  )
  return { ...effects, message }
}
