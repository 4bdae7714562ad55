import type { PromptData } from './prompt-data.ts'
import { words } from './words.ts'

/** Names that carry nothing worth telling. */
const dull =
  /(?:^| )(?:id|uuid|url|referrer|account|profile|timestamp|time|user agent|ip|hash|token|version)(?: |$)/

/** The most telling values of the data, such as `total orders 5`. */
export function keyFacts(data: PromptData, most: number): string[] {
  const facts = data.leaves.flatMap(({ key, value }) => {
    const name = words(key).join(' ')
    const isTelling = name !== '' && !dull.test(name) && value !== '' && String(value).length <= 80
    return isTelling ? [`${name} ${String(value)}`] : []
  })
  return [...new Set(facts)].slice(0, most)
}

/** The telling single words of the texts in the data. */
export function keywords(data: PromptData): string[] {
  const texts = data.leaves.flatMap(({ key, value }) =>
    typeof value === 'string' && !dull.test(words(key).join(' ')) ? [value] : [],
  )
  const found = texts.flatMap((text) => words(text.slice(0, 500)))
  return [...new Set(found)].filter((word) => /^\p{L}{4,}$/u.test(word))
}
