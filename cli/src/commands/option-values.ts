import { problemCodes, type ProblemCode } from '@outcrop/contract'
import { InvalidArgumentError } from 'commander'

/** An option that takes a whole number in a range. */
export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= low && value <= high) return value
    throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`)
  }
}

/** An option that takes a number above zero. */
export function positiveNumber(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value
  throw new InvalidArgumentError('It must be a number above 0.')
}

const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** An option that takes a time such as 90s, 10m or 2h, in milliseconds; a plain number is seconds. */
export function durationMs(text: string): number {
  const [, amount = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim()) ?? []
  const ms = Number(amount) * (unitMs[unit] ?? 0)
  if (amount !== '' && ms > 0) return ms
  throw new InvalidArgumentError('It must be a time such as 90s, 10m or 2h.')
}

/** An option that takes one of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((each) => each === text)
    if (word !== undefined) return word
    throw new InvalidArgumentError(`It must be one of: ${words.join(', ')}.`)
  }
}

/** An option that takes a problem code; there are too many to list them all. */
export function problemCode(text: string): ProblemCode {
  const code = problemCodes.find((each) => each === text)
  if (code !== undefined) return code
  throw new InvalidArgumentError('It must be a problem code, such as throttled. All of them are in docs/guide/problems.md.') // prettier-ignore
}

/** An option that may be given more than once, each time as name=value. */
export function pairs(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be written as name=value.')
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) }
}

/** A time that `Date` understands, in the form that the API takes. */
export function pastTime(text: string): string {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new InvalidArgumentError('It must be a time, such as 2026-11-01T12:00Z.') // prettier-ignore
  return new Date(at).toISOString()
}
