import type { FillContext } from './fill-context.ts'
import { fraction } from './hash.ts'
import type { Schema } from './schema.ts'
import { words } from './words.ts'

type Range = { low: number; high: number }

/** A number in the range that the schema, or else the name, suggests. Scores follow the data. */
export function fillNumber(schema: Schema, key: string, context: FillContext): number {
  const isInteger = schema.type === 'integer'
  const range = rangeOf(schema, key, isInteger)
  const place = placeOf(`${key} ${schema.description ?? ''}`, context)
  const exact = range.low + (range.high - range.low) * place
  return round(exact, range, isInteger ? Math.max(1, schema.multipleOf ?? 1) : schema.multipleOf)
}

function rangeOf(schema: Schema, key: string, isInteger: boolean): Range {
  const usual = usualRange(key, isInteger)
  const step = isInteger ? 1 : 0.01
  const low = boundOf(schema.minimum ?? add(schema.exclusiveMinimum, step), -1)
  const high = boundOf(schema.maximum ?? add(schema.exclusiveMaximum, -step), 1)
  if (low !== undefined) return { low, high: high ?? Math.max(usual.high, low + 1) }
  return high === undefined ? usual : { low: Math.min(usual.low, high - 1), high }
}

/** Schemas made by programs bound integers by what the machine can hold; that says nothing of the value. */
function boundOf(bound: number | undefined, outwards: 1 | -1): number | undefined {
  return bound !== undefined && bound * outwards >= largestInt32 ? undefined : bound
}

const largestInt32 = 2 ** 31 - 1

function add(bound: number | undefined, step: number): number | undefined {
  return bound === undefined ? undefined : bound + step
}

function usualRange(key: string, isInteger: boolean): Range {
  const named = new Set(words(key))
  const has = (...names: string[]): boolean => names.some((name) => named.has(name))
  if (has('rating', 'stars')) return { low: 1, high: 5 }
  if (has('count', 'quantity', 'items', 'number', 'days')) return { low: 1, high: 10 }
  if (has('price', 'amount', 'value', 'revenue', 'total', 'cost')) return { low: 5, high: 500 }
  if (has('age')) return { low: 18, high: 80 }
  if (has('year')) return { low: 2020, high: 2030 }
  const isShare = has('probability', 'confidence', 'likelihood', 'ratio', 'propensity', 'score')
  return isShare && !isInteger ? { low: 0, high: 1 } : { low: 0, high: 100 }
}

function placeOf(name: string, { score, seed }: FillContext): number {
  if (/churn|risk|refund|unsubscrib|bounce/i.test(name)) return 1 - score
  const isJudgement =
    /scor|probab|confiden|likel|propens|rating|rank|priority|percent|intent|engage|loyal|grade|value|between/i.test(
      name,
    )
  return isJudgement ? score : fraction(`${name} of ${seed}`)
}

function round(exact: number, { low, high }: Range, step: number | undefined): number {
  if (step !== undefined) {
    const steps = Math.min(
      Math.floor(high / step),
      Math.max(Math.ceil(low / step), Math.round(exact / step)),
    )
    return Number((steps * step).toFixed(10))
  }
  const rounded = Math.round(exact * 100) / 100
  return rounded < low || rounded > high ? exact : rounded
}
