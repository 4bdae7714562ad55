import type { Schema } from './schema.ts'

const number = String.raw`(-?\d+(?:\.\d+)?)`
const range = new RegExp(
  String.raw`(?:between|from)\s+${number}\s*(?:and|to|-|–|—)\s*${number}|${number}\s*(?:-|–|—|to|\.\.\.?|…)\s*${number}|\[${number}\s*,\s*${number}\]`,
  'i',
)

/**
 * The schema that a placeholder describes: `integer between 0 and 100`, `one of: a, b`,
 * `a | b`, `boolean`, `ISO date`, `list of strings`. Anything else is a described string.
 */
export function describeSlot(text: string): Schema {
  const description = text.trim()
  return (
    describeArray(description) ??
    describeChoice(description) ??
    describeText(description) ??
    describeNumber(description) ??
    describeWord(description) ?? { type: 'string', description }
  )
}

function describeArray(text: string): Schema | undefined {
  const [, brackets] = /^(\w+)\[\]$/.exec(text) ?? []
  if (brackets !== undefined) return { type: 'array', items: describeSlot(brackets) }
  const [, rest] =
    /^(?:an? )?(?:json )?(?:array|list)\b(?:\s*(?:of|with|:))?\s*(.*)$/i.exec(text) ?? []
  if (rest === undefined) return undefined
  const [, from, to = from] = /^(\d+)(?:\s*(?:-|–|to)\s*(\d+))?\s/.exec(rest) ?? []
  const [, most = to] = /up to (\d+)|at most (\d+)/i.exec(rest) ?? []
  const items = rest.replace(/^(?:up to |at most |at least )?[\d\s–-]+/i, '')
  return {
    type: 'array',
    items: items === '' ? { type: 'string' } : describeSlot(items),
    ...(from !== undefined && { minItems: Number(from) }),
    ...(most !== undefined && { maxItems: Number(most) }),
  }
}

function describeChoice(text: string): Schema | undefined {
  if (/^(?:true\s*(?:\||\/|or)\s*false|false\s*(?:\||\/|or)\s*true)$/i.test(text))
    return { type: 'boolean' }
  const [, listed] = /\b(?:one of|either|any of)\b:?\s*[([]?(.+?)[)\]]?$/i.exec(text) ?? []
  const choices = listed === undefined ? bareChoices(text) : splitChoices(listed)
  if (!choices || choices.length < 2) return undefined
  const known = choices.map((choice) => typeNames.get(choice.toLowerCase()))
  // `string | null` names types, not values.
  const first = known[0]
  if (known.every((type) => type !== undefined))
    return first === undefined ? undefined : { type: first }
  return { enum: choices.map(readChoice) }
}

const typeNames = new Map(
  Object.entries({
    string: 'string',
    number: 'number',
    integer: 'integer',
    boolean: 'boolean',
    null: 'null',
  }),
)

function bareChoices(text: string): string[] | undefined {
  const [, inBrackets] = /\(([^()]*[|/][^()]*)\)$/.exec(text) ?? []
  const listed = inBrackets ?? text
  if (listed.includes('|')) return splitChoices(listed)
  if (/^[\p{L}_-]+(?:\/[\p{L}_-]+)+$/u.test(listed)) return listed.split('/')
  if (/^["'\w-]+(?:,\s*["'\w-]+)*,?\s+or\s+["'\w-]+$/.test(listed)) return splitChoices(listed)
  return undefined
}

function splitChoices(listed: string): string[] {
  return listed
    .split(/\s*(?:\||,|\/|\bor\b)\s*/)
    .map((choice) => choice.replace(/^["'“`]+|["'”`.]+$/g, '').trim())
    .filter((choice) => choice !== '')
}

function readChoice(choice: string): string | number {
  return /^-?\d+(?:\.\d+)?$/.test(choice) ? Number(choice) : choice
}

/** Lengths of texts look like ranges of numbers, so they are read before. */
function describeText(text: string): Schema | undefined {
  if (!/\b(?:string|text|sentences?|words?|characters?|paragraph|phrase)\b/i.test(text))
    return undefined
  const [, most] =
    /(?:max(?:imum)?\.?|at most|up to|under|≤|<=)\s*(\d+)\s*(?:characters|chars)/i.exec(text) ?? []
  const description = /^(?:a |any )?(?:short )?(?:string|text)$/i.test(text) ? undefined : text
  return {
    type: 'string',
    ...(description !== undefined && { description }),
    ...(most !== undefined && { maxLength: Number(most) }),
  }
}

function describeNumber(text: string): Schema | undefined {
  const isInteger = /\b(?:integer|int|whole number|count|rank|years?)\b/i.test(text)
  const isNumber =
    /\b(?:number|float|decimal|double|probability|percent(?:age)?|score|numeric|amount)\b/i.test(
      text,
    )
  // Each way to write a range has two groups of its own, and only one way matches.
  const groups: (string | undefined)[] = (range.exec(text) ?? []).slice(1)
  const [low, high] = groups.flatMap((bound) => (bound === undefined ? [] : [Number(bound)]))
  const isRange = low !== undefined && high !== undefined && low < high
  const isDate = /\d{4}-\d\d-\d\d|yyyy/i.test(text)
  if (isDate || (!isInteger && !isNumber && !isRange)) return undefined
  const isFraction =
    isRange && (high - low <= 1 || !Number.isInteger(low) || !Number.isInteger(high))
  const isPlainRange = isRange && !isNumber && !isFraction
  return {
    type: isInteger || isPlainRange ? 'integer' : 'number',
    description: text,
    ...(isRange && { minimum: low, maximum: high }),
  }
}

function describeWord(text: string): Schema | undefined {
  if (/^(?:null|none)$/i.test(text)) return { type: 'null' }
  if (/\bbool(?:ean)?\b|\btrue\b.*\bfalse\b/i.test(text)) return { type: 'boolean' }
  if (/date.?time|timestamp|iso.?8601/i.test(text)) return { type: 'string', format: 'date-time' }
  if (/\bdate\b|yyyy-mm-dd/i.test(text)) return { type: 'string', format: 'date' }
  if (/\be-?mail\b/i.test(text)) return { type: 'string', format: 'email' }
  if (/\bur[il]\b/i.test(text)) return { type: 'string', format: 'uri' }
  if (/\buuid\b/i.test(text)) return { type: 'string', format: 'uuid' }
  return /^(?:an? )?(?:json )?object$/i.test(text) ? { type: 'object' } : undefined
}
