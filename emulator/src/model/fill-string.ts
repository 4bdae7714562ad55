import type { FillContext } from './fill-context.ts'
import { formatted } from './formatted.ts'
import { keyFacts, keywords } from './key-facts.ts'
import { shortHash } from './hash.ts'
import type { Schema } from './schema.ts'
import { words } from './words.ts'

/** A text that suits the name of its field, from the data where there is something related. */
export function fillString(schema: Schema, path: readonly string[], context: FillContext): string {
  const text = formatted(schema.format ?? '', path, context) ?? plainText(schema, path, context)
  const { minLength = 0, maxLength = Infinity } = schema
  return text.padEnd(minLength, '.').slice(0, maxLength)
}

function plainText(schema: Schema, path: readonly string[], context: FillContext): string {
  const key = [...path].reverse().find((name) => !/^\d+$/.test(name)) ?? ''
  const named = words(key)
  const last = named.at(-1) ?? ''
  if (isSentence(`${key} ${schema.description ?? ''}`)) return sentence(context)
  return related(named, path, context) ?? usual(last, context) ?? fallback(key, path, context)
}

function byScore(score: number, [low, middle, high]: readonly [string, string, string]): string {
  if (score < 0.33) return low
  return score < 0.66 ? middle : high
}

function isSentence(name: string): boolean {
  return /reason|explan|why|rational|justif|summar|descri|insight|analys|comment|note|message|sentence|paragraph|narrative|advice/i.test(
    name,
  )
}

function sentence({ data, score }: FillContext): string {
  const facts = keyFacts(data, 3)
  const mood = byScore(score, ['weak', 'moderate', 'strong'])
  if (facts.length === 0) return `The signals are ${mood}.`
  return `The signals are ${mood}: ${facts.join(', ')}.`
}

/** A text of the data whose name has the wanted words in it: `product` finds `last_product_viewed`. */
function related(
  named: readonly string[],
  path: readonly string[],
  { data }: FillContext,
): string | undefined {
  const main = named.filter(
    (word) => !/^(?:recommended|next|best|suggested|new|top|the|of|name|list)$/.test(word),
  )
  if (main.length === 0) return undefined
  const fitting = data.leaves.filter(({ path: place, value }) => {
    const there = words(place)
    return (
      typeof value === 'string' &&
      value !== '' &&
      main.every((word) => there.some((each) => isSameWord(each, word)))
    )
  })
  const found = fitting[itemIndex(path) % Math.max(1, fitting.length)]
  return found === undefined ? undefined : String(found.value)
}

function isSameWord(left: string, right: string): boolean {
  return left === right || `${left}s` === right || left === `${right}s`
}

function usual(last: string, { score, seed }: FillContext): string | undefined {
  switch (last) {
    case 'id':
    case 'key':
    case 'code':
      return shortHash(seed)
    case 'language':
    case 'locale':
      return 'en'
    case 'currency':
      return 'USD'
    case 'country':
      return 'US'
    case 'sentiment':
      return byScore(score, ['negative', 'neutral', 'positive'])
    case 'segment':
    case 'tier':
    case 'level':
    case 'priority':
    case 'class':
    case 'category':
    case 'label':
    case 'intent':
      return byScore(score, ['low', 'medium', 'high'])
    case 'event':
      return 'bedrock_answer'
    default:
      return undefined
  }
}

/** Which item of the innermost list is being made, from 0. */
function itemIndex(path: readonly string[]): number {
  return Number(path.findLast((name) => /^\d+$/.test(name)) ?? 1) - 1
}

function fallback(key: string, path: readonly string[], { data, seed }: FillContext): string {
  const isItem = /^\d+$/.test(path.at(-1) ?? '')
  const keyword = isItem ? keywords(data)[itemIndex(path)] : undefined
  if (keyword !== undefined) return keyword
  const subject = words(key).join(' ')
  const [fact] = keyFacts(data, 1)
  if (fact !== undefined) return subject === '' ? fact : `${subject} for ${fact}`
  return subject === '' ? `text ${shortHash(seed)}` : `${subject} ${shortHash(`${key} of ${seed}`)}`
}
