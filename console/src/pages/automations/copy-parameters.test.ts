import { expect, it } from 'vitest'
import { copyParameters } from './copy-parameters.ts'

const one = (name: string, text: string) => ({ name, from: { text } })
const own = [one('a', 'own a'), one('b', 'own b')]
const others = [one('b', 'their b'), one('c', 'their c')]

it.each([
  ['keep', [one('a', 'own a'), one('b', 'own b'), one('c', 'their c')]],
  ['overwrite', [one('a', 'own a'), one('b', 'their b'), one('c', 'their c')]],
] as const)('when copying, %s what has the same name', (mode, expected) => {
  expect(copyParameters(own, others, mode)).toEqual(expected)
})
