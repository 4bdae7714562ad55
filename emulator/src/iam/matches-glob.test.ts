import { expect, it } from 'vitest'
import { matchesGlob } from './matches-glob.ts'
import { requestContext } from './request-context.ts'

const context = requestContext({ 'aws:username': 'a*b', 'aws:PrincipalAccount': undefined })

it.each([
  ['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0', '*', true],
  ['nova-lite', 'nova-*', true],
  ['nova-lite', 'nova', false],
  ['nova', 'nov?', true],
  ['nova', 'nov??', false],
  ['nova.lite', 'nova?lite', true],
  ['novaXlite', 'nova.lite', false],
  ['home/a*b', 'home/${aws:username}', true],
  ['home/axb', 'home/${aws:username}', false],
  ['home/', 'home/${aws:PrincipalAccount}', false],
  ['home/*', 'home/${*}', true],
  ['home/x', 'home/${*}', false],
  ['a${b', 'a${b', true],
])('%s against %s: %s', (text, pattern, expected) => {
  expect(matchesGlob(text, pattern, context)).toBe(expected)
})

it('minds the case unless told otherwise', () => {
  expect(matchesGlob('Nova', 'nova')).toBe(false)
  expect(matchesGlob('Nova', 'nova', new Map(), { ignoreCase: true })).toBe(true)
})
