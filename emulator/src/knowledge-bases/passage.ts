import type { JsonObject } from '../json.ts'

/** A piece of a document, small enough to be put into a prompt. */
export type Passage = { text: string; uri: string; metadata: JsonObject }

/** About 300 tokens, which is what AWS cuts documents into when nothing else is said. */
const longest = 1200

/** Cuts a text into passages at empty lines; only a longer paragraph is cut inside. */
export function cutIntoPassages(text: string): string[] {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph) => paragraph.match(/[^]{1,1200}/g) ?? [])
  const passages: string[] = []
  for (const paragraph of paragraphs) {
    const last = passages.at(-1)
    if (last === undefined || last.length + paragraph.length + 2 > longest) passages.push(paragraph)
    else passages[passages.length - 1] = `${last}\n\n${paragraph}`
  }
  return passages
}
