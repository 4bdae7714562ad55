import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import { durationMs, oneOf, positiveNumber, problemCode, wholeNumber } from './option-values.ts'

describe('durationMs', () => {
  it.each([
    ['90s', 90_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['250ms', 250],
    ['7', 7000],
  ])('reads %s', (text, expected) => {
    expect(durationMs(text)).toBe(expected)
  })

  it.each(['', 'soon', '-1s', '0', '5d', '1e3s'])('refuses %j', (text) => {
    expect(() => durationMs(text)).toThrow(InvalidArgumentError)
  })
})

describe('wholeNumber', () => {
  it('keeps to its range', () => {
    expect(wholeNumber(1, 500)('500')).toBe(500)
    for (const text of ['0', '501', '1.5', '-3', 'x', '', '1e2'])
      expect(() => wholeNumber(1, 500)(text)).toThrow('from 1 to 500')
  })
})

describe('positiveNumber', () => {
  it('takes fractions, but nothing at or below zero', () => {
    expect(positiveNumber('0.5')).toBe(0.5)
    for (const text of ['0', '-1', '', ' ', 'x', 'Infinity'])
      expect(() => positiveNumber(text)).toThrow('above 0')
  })
})

describe('oneOf', () => {
  it('names what there is', () => {
    expect(oneOf(['same', 'latest'])('same')).toBe('same')
    expect(() => oneOf(['same', 'latest'])('other')).toThrow('same, latest')
  })
})

describe('problemCode', () => {
  it('knows the codes of the contract', () => {
    expect(problemCode('throttled')).toBe('throttled')
    expect(() => problemCode('slow')).toThrow('docs/guide/problems.md')
  })
})
