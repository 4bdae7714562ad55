import type { IncomingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import { isForeignWrite } from './is-foreign-write.ts'

const cookie = 'session=1'
const host = 'outcrop.example:4700'

test.each<[string, string, IncomingHttpHeaders, boolean]>([
  ['reading', 'GET', { cookie, host, origin: 'https://evil.example' }, false],
  ['no cookie', 'POST', { host, origin: 'https://evil.example' }, false],
  [
    'a key',
    'POST',
    { cookie, host, authorization: 'Bearer x', origin: 'https://evil.example' },
    false,
  ],
  ['own page', 'POST', { cookie, host, 'sec-fetch-site': 'same-origin' }, false],
  [
    'own page behind a proxy that changes Host',
    'POST',
    { cookie, host: 'inside', origin: 'https://outcrop.example', 'sec-fetch-site': 'same-origin' },
    false,
  ],
  ['neighbour site', 'POST', { cookie, host, 'sec-fetch-site': 'same-site' }, true],
  ['other site', 'DELETE', { cookie, host, 'sec-fetch-site': 'cross-site' }, true],
  ['old browser, own page', 'PATCH', { cookie, host, origin: `http://${host}` }, false],
  ['old browser, other port', 'PATCH', { cookie, host, origin: 'http://outcrop.example:80' }, true],
  ['old browser, other site', 'PATCH', { cookie, host, origin: 'https://evil.example' }, true],
  ['sandboxed frame', 'PUT', { cookie, host, origin: 'null' }, true],
  ['no sign of where it comes from', 'POST', { cookie, host }, true],
])('%s', (_name, method, headers, foreign) => {
  expect(isForeignWrite(method, headers)).toBe(foreign)
})
