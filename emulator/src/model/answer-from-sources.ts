import { words } from './words.ts'

/** Words that say nothing about what a question is about. */
const common = new Set(
  'a an and are as at be by can do does for from have how i if in is it many me much my of on or our that the this to was we what when where which who why will with you your'.split(
    ' ',
  ),
)

/**
 * The sentences of the first numbered source (`[1] …`) that fit the first paragraph of a question
 * best, at most two, in their order. Undefined when there are no sources, or the best one has nothing to do with it.
 */
export function answerFromSources(asked: string, prompt: string): string | undefined {
  const [, source] = /^\[1\] ([^]*?)(?=\n\n\[2\] |(?![^]))/m.exec(prompt) ?? []
  if (source === undefined) return undefined
  const [question = ''] = asked.split('\n\n')
  const wanted = new Set(words(question).filter((word) => !common.has(word)))
  const sentences = source.match(/[^.!?\n#]+[.!?]+/g) ?? []
  const rated = sentences.map((sentence, index) => {
    const shared = words(sentence).filter((word) => wanted.has(word))
    return { text: sentence.trim(), index, score: new Set(shared).size }
  })
  const best = rated
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || one.index - other.index)
    .slice(0, 2)
    .toSorted((one, other) => one.index - other.index)
  return best.length === 0 ? undefined : best.map(({ text }) => text).join(' ')
}
