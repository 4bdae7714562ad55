import type { JsonObject } from '../../json.ts'

/** A mistake in a definition, as GetFlow lists it. */
export type Validation = {
  severity: 'Error'
  type: string
  message: string
  details: JsonObject
}

/** `type` is one of AWS's FlowValidationType; `details` name what it is about. */
export function mistake(type: string, message: string, details: JsonObject = {}): Validation {
  const member = type.charAt(0).toLowerCase() + type.slice(1)
  return { severity: 'Error', type, message, details: { [member]: details } }
}
