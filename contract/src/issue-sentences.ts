import type { z } from 'zod'
import { sentencesOfUnknown } from './unknown-members.ts'

type Issue = z.core.$ZodIssue
type UnknownMembers = z.core.$ZodIssueUnrecognizedKeys

/** What is wrong with one value. */
export interface Fault {
  /** Such as steps, 0, input; empty for the whole. */
  readonly path: readonly PropertyKey[]
  /** Such as "must be at most 10", without a capital and a full stop. */
  readonly sentence: string
}

const shownAtMost = 20

/**
 * What a schema found wrong, one line for each place: `region: must be an AWS region.`
 * `whole` names the value itself, such as "body".
 */
export function issueSentences(issues: readonly Issue[], whole: string): string[] {
  const lines = issueFaults(issues).map(({ path, sentence }) => {
    return `${path.length === 0 ? whole : path.map(shown).join('.')}: ${sentence}.`
  })
  if (lines.length <= shownAtMost) return lines
  return [...lines.slice(0, shownAtMost), `… and ${lines.length - shownAtMost} more.`]
}

/** A name that somebody sent may be longer than all that is said about it. */
function shown(step: PropertyKey): string {
  const name = String(step)
  return name.length > 100 ? `${name.slice(0, 100)}…` : name
}

/** What a schema found wrong, at its places. */
export const issueFaults = (issues: readonly Issue[]): Fault[] => issues.flatMap(faultsOf)

function faultsOf(issue: Issue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    const sentences = sentencesOfUnknown(issue.keys, issue.message)
    return issue.keys.map((name, index) => ({ path: [...issue.path, name], sentence: sentences[index] ?? '' })) // prettier-ignore
  }
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) {
    return [{ path: issue.path, sentence: sentenceOf(issue) }]
  }
  const types = issue.errors.map(expectedTypes)
  if (types.every((list) => list.length > 0)) {
    return [{ path: issue.path, sentence: `must be ${orList(types.flat())}` }]
  }
  return closest(issue.errors)
    .flatMap(faultsOf)
    .map(({ path, sentence }) => ({ path: [...issue.path, ...path], sentence }))
}

/** The kinds of value that one branch of a union wants instead; none when the kind was right. */
function expectedTypes(branch: readonly Issue[]): string[] {
  return branch.flatMap((issue) => {
    if (issue.path.length > 0) return []
    if (issue.code === 'invalid_union') return issue.errors.flatMap(expectedTypes)
    return issue.code === 'invalid_type' ? [kindOf(issue.expected)] : []
  })
}

/** The branch that the sender most likely meant: its members are there, only their values are wrong. */
function closest(branches: readonly Issue[][]): Issue[] {
  const misfit = (branch: readonly Issue[]) =>
    branch.reduce((sum, issue) => sum + misfitsIn(issue), 0)
  return branches.toSorted((one, other) => misfit(one) - misfit(other))[0] ?? []
}

function misfitsIn(issue: Issue): number {
  if (issue.code === 'unrecognized_keys') return issue.keys.length
  return isMissing(issue) ? 1 : 0
}

const isMissing = (issue: Issue) =>
  issue.code === 'invalid_type' && issue.message.endsWith('received undefined')

function sentenceOf(issue: Exclude<Issue, UnknownMembers>): string {
  // The contract's own words begin like this; zod's do not.
  if (issue.message.startsWith('must ')) return issue.message
  if (isMissing(issue)) return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kindOf(issue.expected)}`
    case 'too_small':
      return `must ${sizeWords(issue.origin, 'at least', Number(issue.minimum))}`
    case 'too_big':
      return `must ${sizeWords(issue.origin, 'at most', Number(issue.maximum))}`
    case 'invalid_value':
      return `must be ${orList(issue.values.map((value) => JSON.stringify(value)))}`
    case 'invalid_union':
      return unionSentence(issue)
    case 'invalid_format':
      return formatWords[issue.format] ?? `must have the format ${issue.format}`
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return lowerFirst(issue.message)
  }
}

function unionSentence(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : []
  if (options.length === 0) return 'has none of the possible shapes'
  return `must be ${orList(options.map((option: unknown) => JSON.stringify(option)))}`
}

function sizeWords(origin: string, bound: 'at least' | 'at most', size: number): string {
  if (origin === 'string' && bound === 'at least' && size === 1) return 'not be empty'
  const count = size.toLocaleString('en-US')
  if (origin === 'string')
    return `have ${bound} ${count} ${size === 1 ? 'character' : 'characters'}`
  if (origin === 'array') return `have ${bound} ${count} ${size === 1 ? 'item' : 'items'}`
  return `be ${bound} ${count}`
}

const formatWords: Record<string, string> = {
  email: 'must be an e-mail address',
  url: 'must be a URL that begins with http:// or https://',
  datetime: 'must be a time in UTC such as 2026-01-31T09:30:00.000Z',
}

const kinds: Record<string, string> = {
  int: 'a whole number',
  object: 'an object',
  array: 'a list',
  record: 'an object',
  boolean: 'true or false',
  null: 'null',
}

const kindOf = (expected: string) => kinds[expected] ?? `a ${expected}`

function orList(words: readonly string[]): string {
  const unique = [...new Set(words)]
  if (unique.length < 2) return unique.join('')
  return `${unique.slice(0, -1).join(', ')} or ${unique.at(-1)}`
}

const lowerFirst = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1)
