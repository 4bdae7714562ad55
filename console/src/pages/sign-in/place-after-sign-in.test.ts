import { expect, it } from 'vitest'
import { placeAfterSignIn } from './place-after-sign-in.ts'

it.each([
  [undefined, '/'],
  ['/runs?state=failed', '/runs?state=failed'],
  ['//evil.example/runs', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/sign-in?back=/runs', '/'],
])('%s leads to %s', (back, place) => {
  expect(placeAfterSignIn(back)).toBe(place)
})
