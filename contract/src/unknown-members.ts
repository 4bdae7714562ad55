import { nearestName } from './nearest-name.ts'

/** More of them are no slips, and looking for what was meant takes time. */
const explainedAtMost = 20

const lead = 'is not known here'

/** What to say of members that a schema does not know: a line for each, in their order. */
export function unknownMembers(unknown: readonly string[], known: readonly string[]): string {
  return unknown
    .map((name, index) => (index < explainedAtMost ? sentenceFor(name, known) : lead))
    .join('\n')
}

function sentenceFor(name: string, known: readonly string[]): string {
  const meant = nearestName(name, known)
  if (meant !== undefined) return `${lead}; perhaps ${meant} is meant`
  return known.length === 0 ? `${lead}; nothing is taken` : `${lead}; known are ${known.join(', ')}`
}

/** The lines of `unknownMembers`, as an issue carries them; without an explanation when the message is zod's own. */
export function sentencesOfUnknown(unknown: readonly string[], message: string): string[] {
  const lines = message.startsWith(lead) ? message.split('\n') : []
  return unknown.map((_, index) => lines[index] ?? lead)
}
