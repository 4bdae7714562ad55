import { expect } from 'vitest'

/** Matchers for the inside of expected objects; vitest itself types them as `any`. */
export const anyNumber: unknown = expect.any(Number)
export const anyText: unknown = expect.any(String)

export function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern)
}

export function textWith(part: string): unknown {
  return expect.stringContaining(part)
}

export function textWithout(part: string): unknown {
  return expect.not.stringContaining(part)
}

export function numberFrom(low: number, high: number): unknown {
  return expect.toSatisfy(
    (value: unknown) => typeof value === 'number' && value >= low && value <= high,
  )
}
