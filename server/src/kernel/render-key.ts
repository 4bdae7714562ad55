import { Problem } from './problem.ts'
import { attempted, templateEngine } from './template-engine.ts'

/** Ids are short: what is longer is a text that was mapped by mistake. */
const maxKeyCharacters = 250

const { liquid, parse } = templateEngine(partOfKey)

/**
 * Renders a template into a text that tells one thing from others of its kind. Where a value is
 * missing in it, all things would be the same one, so that is a problem: `record-unclear`.
 */
export function renderKey(template: string, data: Record<string, unknown>): string {
  const key = attempted(() => String(liquid.renderSync(parse(template), data))).trim()
  if (key === '') throw new Problem('record-unclear', 'The record key is empty.')
  if (key.length > maxKeyCharacters) {
    throw new Problem('record-unclear', `The record key has ${key.length} characters; an id with at most ${maxKeyCharacters} is wanted.`) // prettier-ignore
  }
  return key
}

function partOfKey(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'string' && value.trim() !== '') return value
  throw new Problem('record-unclear', faultOf(value))
}

function faultOf(value: unknown): string {
  if (value === undefined || value === null || typeof value === 'string')
    return 'A value in the record key is missing or empty.'
  const kind = Array.isArray(value) ? 'a list' : `of type ${typeof value}`
  return `A value in the record key is ${kind}; an id is a text or a number.`
}
