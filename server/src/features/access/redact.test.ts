import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test.each<[string, unknown, unknown]>([
  [
    'ordinary values',
    { name: 'a', size: 3, on: true, none: null, list: [1] },
    { name: 'a', size: 3, on: true, none: null, list: [1] },
  ],
  [
    'an access key pair',
    { access_key_id: 'AKIA1', secret_access_key: 'x', session_token: 'y' },
    { access_key_id: 'AKIA1', secret_access_key: '(hidden)', session_token: '(hidden)' },
  ],
  [
    'password and key',
    { password: 'x', key: 'y', api_key: 'z', 'x-api-key': 'w' },
    { password: '(hidden)', key: '(hidden)', api_key: '(hidden)', 'x-api-key': '(hidden)' },
  ],
  [
    'a secret that is no text',
    { password: 1234, token: { a: 1 } },
    { password: '(hidden)', token: '(hidden)' },
  ],
  [
    'a number of tokens',
    { max_tokens: 300, has_password: true },
    { max_tokens: 300, has_password: true },
  ],
  [
    'within lists',
    [{ steps: [{ headers: { Authorization: 'Bearer x' } }] }],
    [{ steps: [{ headers: { Authorization: '(hidden)' } }] }],
  ],
  [
    'a URL with a password',
    'see https://me:pw@host/a and http://host/b@c',
    'see https://(hidden)@host/a and http://host/b@c',
  ],
])('%s', (_name, value, redacted) => {
  expect(redact(value)).toEqual(redacted)
})
