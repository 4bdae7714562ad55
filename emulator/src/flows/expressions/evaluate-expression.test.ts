import { expect, it } from 'vitest'
import { evaluateExpression } from './evaluate-expression.ts'

/** The whole input of AWS's own examples. */
const whole = {
  animals: { mammals: ['cat', 'dog'], reptiles: ['snake', 'turtle', 'iguana'] },
  organisms: { mammals: ['rabbit', 'horse', 'mouse'], flowers: ['lily', 'daisy'] },
  numbers: [1, 2, 3, 5, 8],
}

it.each([
  ['$.data', whole],
  ['$.data.numbers', [1, 2, 3, 5, 8]],
  ['$.data.animals.reptiles[2]', 'iguana'],
  ['$.data.numbers[0, 3]', [1, 5]],
  ['$.data.organisms.mammals[1:]', ['horse', 'mouse']],
  ['$.data.numbers[:2]', [1, 2]],
  ['$.data.numbers[1:3]', [2, 3]],
  ['$.data.*.mammals', [whole.animals.mammals, whole.organisms.mammals]],
  ['$.data.numbers[*]', [1, 2, 3, 5, 8]],
  ['$.data.numbers[7, 9]', []],
  ['$.data.plants', undefined],
  ['$.data.numbers.length', undefined],
  ['$.data.numbers[9]', undefined],
])('%s selects what AWS documents', (expression, expected) => {
  expect(evaluateExpression(expression, whole)).toEqual(expected)
})

it('sees own members only', () => {
  expect(evaluateExpression('$.data.constructor', {})).toBeUndefined()
})

it.each([
  'data',
  '$',
  '$.kbResults',
  '$.data.',
  '$.data[',
  '$.data[-1]',
  '$.data.a b',
  '$.data[x]',
])('refuses %s', (expression) => {
  expect(() => evaluateExpression(expression, whole)).toThrow(SyntaxError)
})
