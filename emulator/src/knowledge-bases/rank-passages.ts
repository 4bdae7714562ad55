import type { Passage } from './passage.ts'

export type Hit = Passage & {
  /** 0 to 1. */
  score: number
}

/** Saturation and length normalisation of BM25, at their usual values. */
const [k1, b] = [1.2, 0.75]

/**
 * The passages that share words with a question, best first. Equal ones keep their order, so the
 * same question always finds the same.
 */
export function rankPassages(
  question: string,
  passages: readonly Passage[],
  wanted: number,
): Hit[] {
  const bags = passages.map(({ text }) => wordsOf(text))
  const average = bags.reduce((sum, words) => sum + words.length, 0) / Math.max(1, bags.length)
  const rarities = [...new Set(wordsOf(question))].map((word) => {
    const holders = bags.filter((words) => words.includes(word)).length
    return { word, rarity: Math.log(1 + (bags.length - holders + 0.5) / (holders + 0.5)) }
  })
  const scoreOf = (words: readonly string[]): number => {
    const stretch = k1 * (1 - b + (b * words.length) / average)
    return rarities.reduce((sum, { word, rarity }) => {
      const count = words.filter((each) => each === word).length
      return sum + (rarity * count * (k1 + 1)) / (count + stretch)
    }, 0)
  }
  return passages
    .map((passage, index) => ({ passage, raw: scoreOf(bags[index] ?? []) }))
    .filter(({ raw }) => raw > 0)
    .toSorted((one, other) => other.raw - one.raw)
    .slice(0, wanted)
    .map(({ passage, raw }) => ({ ...passage, score: raw / (raw + 1) }))
}

/** Words that nearly every text has say nothing about what it is about. */
const common = new Set(
  'a an and are as at be by for from how i in is it of on or that the this to was what when where which who why will with you your'.split(
    ' ',
  ),
)

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !common.has(word))
}
