import { expect, test } from 'vitest'
import { methodsAt } from './unknown-route.ts'

const mounted = [
  { method: 'GET', path: '/api/v1/feeds/:id' },
  { method: 'DELETE', path: '/api/v1/feeds/:id' },
  { method: 'POST', path: '/api/v1/feeds' },
  { method: 'GET', path: '/*' },
]

test.each([
  ['/api/v1/feeds/fed_1', ['DELETE', 'GET']],
  ['/api/v1/feeds', ['POST']],
  ['/api/v1/feeds/fed_1/runs', []],
  ['/anything', []],
])('%s has %j', (path, methods) => {
  expect(methodsAt(mounted, path)).toEqual(methods)
})
