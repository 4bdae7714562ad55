import type { SessionTags } from '../accounts/credential.ts'
import { AwsError } from '../wire/aws-error.ts'
import { numbered } from './form-of.ts'
import type { Call } from './operation.ts'

const most = 50
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/**
 * The tags that a request of AssumeRole gives its session, with those that the calling session hands
 * on. Throws the ValidationError of STS.
 */
export function readSessionTags({ body, caller }: Pick<Call, 'body' | 'caller'>): SessionTags {
  const form = new URLSearchParams(body.toString('utf8'))
  const given = numbered(form, 'Tags').map(({ Key = '', Value = '' }) => ({ Key, Value }))
  const wanted = numbered(form, 'TransitiveTagKeys').map(({ '': key = '' }) => key)
  checkCount('tags', given.length)
  checkCount('transitiveTagKeys', wanted.length)
  for (const [index, { Key, Value }] of given.entries()) {
    check(`tags.${index + 1}.member.key`, Key, { min: 1, max: 128 })
    check(`tags.${index + 1}.member.value`, Value, { min: 0, max: 256 })
  }
  checkKeys(given.map(({ Key }) => Key))
  const handedOn = caller.tags?.transitive ?? []
  if (given.some(({ Key }) => handedOn.some((key) => isSame(key, Key)))) {
    throw invalid("One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.") // prettier-ignore
  }
  const inherited = handedOn.map((key) => [key, caller.tags?.values[key] ?? ''] as const)
  const own = given.map(({ Key, Value }) => [Key, Value] as const)
  const values = Object.fromEntries([...inherited, ...own])
  const unknown = wanted.find((key) => !Object.hasOwn(values, key))
  if (unknown !== undefined) {
    throw invalid(`The transitive tag key ${unknown} is not among the session tags.`)
  }
  return { values, transitive: [...new Set([...handedOn, ...wanted])] }
}

function checkCount(place: string, count: number): void {
  if (count > most) throw invalid(`1 validation error detected: Value at '${place}' failed to satisfy constraint: Member must have length less than or equal to ${most}`) // prettier-ignore
}

function check(place: string, text: string, { min, max }: { min: number; max: number }): void {
  const complaint =
    (text.length < min && `length greater than or equal to ${min}`) ||
    (text.length > max && `length less than or equal to ${max}`)
  const broken = `1 validation error detected: Value '${text}' at '${place}' failed to satisfy constraint: Member must`
  if (complaint !== false) throw invalid(`${broken} have ${complaint}`)
  if (!allowed.test(text)) throw invalid(`${broken} satisfy regular expression pattern: ${allowed.source.slice(1, -1)}`) // prettier-ignore
}

function checkKeys(keys: readonly string[]): void {
  if (keys.some((key) => /^aws:/i.test(key))) {
    throw invalid('aws: prefixed tag key names are not allowed for external use.')
  }
  if (new Set(keys.map((key) => key.toLowerCase())).size < keys.length) {
    throw invalid('Duplicate tag keys found. Please note that Tag keys are case insensitive.')
  }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', 400, message)
}
