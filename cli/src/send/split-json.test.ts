import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputError } from '../terminal/input-error.ts'
import { jsonSplitter } from './split-json.ts'
import type { Piece } from './splitter.ts'

function split(chunks: readonly string[], maxLength = 10_000): Piece[] {
  const splitter = jsonSplitter(maxLength)
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()]
}

/** The same text cut at arbitrary places. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [
    0,
    ...places.map((place) => place % (text.length + 1)).toSorted((a, b) => a - b),
    text.length,
  ]
  return at.slice(1).map((end, index) => text.slice(at[index], end))
}

describe('jsonSplitter', () => {
  it.each([
    ['lines', '{"a":1}\n{"b":2}\n', ['{"a":1}@1', '{"b":2}@2']],
    ['a last line without an end', '{"a":1}\n{"b":2}', ['{"a":1}@1', '{"b":2}@2']],
    [
      'Windows line ends and empty lines',
      '\r\n{"a":1}\r\n\r\n{"b":2}\r\n',
      ['{"a":1}@2', '{"b":2}@4'],
    ],
    ['an array on one line', '[{"a":[1,2]},{"b":"],["}]', ['{"a":[1,2]}@1', '{"b":"],["}@1']],
    [
      'an array over several lines',
      ' \n[\n {"a":1},\n\n {\n"b":2}\n]\n',
      ['{"a":1}@3', '{\n"b":2}@5'],
    ],
    ['escaped quotes', '[{"a":"\\\\"},{"b":"\\"]"}]', ['{"a":"\\\\"}@1', '{"b":"\\"]"}@1']],
    ['an empty array', '[ ]', []],
    ['nothing', ' \n ', []],
    ['elements that are no objects', '[1, "x"]', ['1@1', '"x"@1']],
    ['a gap in an array', '[{},,{}]', ['{}@1', '@1', '{}@1']],
    ['a comma too many', '[{},]', ['{}@1', '@1']],
  ])('cuts %s', (_name, text, expected) => {
    expect(split([text]).map((piece) => `${piece.text}@${piece.line}`)).toEqual(expected)
  })

  it('gives the same pieces wherever the chunks end', () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 8 })
    const cuts = fc.array(fc.nat(), { maxLength: 10 })
    const spaces = fc.constantFrom('', ' ', '\n', '\r\n\t')
    fc.assert(
      fc.property(objects, cuts, spaces, (events, places, space) => {
        const texts = events.map((event) => JSON.stringify(event))
        const array = `${space}[${space}${texts.join(`${space},${space}`)}${space}]${space}`
        expect(split(cut(array, places)).map(({ text }) => text)).toEqual(texts)
        const lines = texts.join('\n')
        expect(split(cut(lines, places)).map(({ text }) => text)).toEqual(texts)
        expect(split(cut(lines, places)).map(({ number }) => number)).toEqual(
          texts.map((_, index) => index + 1),
        )
      }),
    )
  })

  it.each([
    ['an array that ends in the middle', '[{"a":1},{"b"', 'ends in the middle'],
    ['text after an array', '[{"a":1}]\n{"b":2}', 'Line 2: there is something after the end'],
    [
      'an endless line',
      `{"a":"${'x'.repeat(200)}`,
      'Line 1: one event is longer than 100 characters',
    ],
    [
      'an endless element',
      `[\n{"a":"${'x'.repeat(200)}`,
      'Line 2: one event is longer than 100 characters',
    ],
  ])('refuses %s', (_name, text, reason) => {
    expect(() => split([text], 100)).toThrow(InputError)
    expect(() => split([text], 100)).toThrow(reason)
  })
})
