import { describeSlot } from './describe-slot.ts'
import type { Loose, LooseEntry } from './loose-json.ts'
import type { Schema } from './schema.ts'

/** Whether a string in a demanded structure describes a value instead of being one. */
function isDescription(text: string): boolean {
  const value = text.trim()
  return (
    value === '' ||
    /^(?:\.\.\.|…)$/.test(value) ||
    /^<.+>$/s.test(value) ||
    /\s\|\s|^[\w-]+(?:\|[\w-]+)+$/.test(value) ||
    /^(?:an? |the )?(?:string|text|integer|int|number|float|decimal|double|bool(?:ean)?|date|date-?time|timestamp|iso.?8601.*|e-?mail|url|uri|uuid|array|list|object)\b/i.test(
      value,
    ) ||
    /\bone of\b|\b(?:between|from)\s+-?\d/i.test(value) ||
    /^-?\d+(?:\.\d+)?\s*(?:-|–|to|\.\.)\s*-?\d+(?:\.\d+)?$/.test(value) ||
    isProse(value)
  )
}

/** Three words or more with one that people use to describe: `short reason for the score`. */
function isProse(text: string): boolean {
  if (text.split(/\s+/).length < 3) return false
  return /\b(?:of|for|why|how|what|explain\w*|short|brief|reason|summary|sentence|describ\w*|description|your|the)\b/i.test(
    text,
  )
}

/** Whether a structure contains anything to fill in. */
export function hasSlots(loose: Loose): boolean {
  switch (loose.kind) {
    case 'slot':
      return true
    case 'literal':
      return typeof loose.value === 'string' && loose.value !== '' && isDescription(loose.value)
    case 'array':
      return loose.items.some(hasSlots)
    case 'object':
      return loose.entries.some((entry) => entry.comment !== '' || hasSlots(entry.value))
  }
}

/**
 * The schema of a demanded structure. Literal values must be repeated; in a structure without
 * any placeholder numbers and booleans are examples instead.
 */
export function looseSchema(loose: Loose, isExample = !hasSlots(loose)): Schema {
  switch (loose.kind) {
    case 'slot':
      return describeSlot(loose.text)
    case 'literal':
      return literalSchema(loose.value, isExample)
    case 'array':
      return {
        type: 'array',
        items: loose.items[0] ? looseSchema(loose.items[0], isExample) : { type: 'string' },
      }
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(
          loose.entries.map((entry) => [entry.key, entrySchema(entry, isExample)]),
        ),
        required: loose.entries.map(({ key }) => key),
      }
  }
}

/** `"confidence": 0` stands for a fraction, although JSON cannot tell 0 from 0.0. */
function isShare(key: string): boolean {
  return /probab|confid|likelih|ratio|propens/i.test(key)
}

function entrySchema({ key, value, comment }: LooseEntry, isExample: boolean): Schema {
  const isVague =
    value.kind === 'literal' ||
    (value.kind === 'slot' && /^(?:string|number|value)$/i.test(value.text))
  const isNumber = value.kind === 'literal' && typeof value.value === 'number'
  if (comment === '' && isNumber && isShare(key)) return { type: 'number' }
  if (comment === '' || !isVague) return looseSchema(value, isExample)
  const described = describeSlot(comment)
  const isOnlyRemark = described.type === 'string' && value.kind === 'literal' && value.value !== ''
  return isOnlyRemark ? looseSchema(value, isExample) : described
}

function literalSchema(
  value: Extract<Loose, { kind: 'literal' }>['value'],
  isExample: boolean,
): Schema {
  if (typeof value === 'string') {
    if (!isDescription(value)) return { const: value, ...(isExample && { type: 'string' }) }
    return describeSlot(value.replace(/^<|>$/g, '').replace(/^(?:\.\.\.|…)$/, ''))
  }
  if (typeof value === 'number' && (isExample || value === 0)) {
    return { type: Number.isInteger(value) ? 'integer' : 'number' }
  }
  if (typeof value === 'boolean' && isExample) return { type: 'boolean' }
  return value === null ? { type: 'string' } : { const: value }
}
