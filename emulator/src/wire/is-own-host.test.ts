import { describe, expect, it } from 'vitest'
import { isOwnHost } from './is-own-host.ts'

describe('a Host header', () => {
  it.each([
    '127.0.0.1:4701', 'localhost:4701', 'LOCALHOST', 'localhost.', 'bedrock.localhost:4701', '[::1]:4701', '[::1]',
    '127.8.9.1', '172.17.0.1:4701', undefined,
  ])('%s is this machine’s', (host) => {
    expect(isOwnHost(host, [])).toBe(true)
  }) // prettier-ignore

  it.each([
    'rebound.example:4701', 'localhost.rebound.example', '127.0.0.1.nip.io:4701', 'notlocalhost', 'emulator:4701', '',
    'localhost:x', 'user@localhost', 'localhost, rebound.example', '[::1', '::1', '0x7f000001',
  ])('%s is not', (host) => {
    expect(isOwnHost(host, [])).toBe(false)
  }) // prettier-ignore

  it('may name what was allowed, at any port', () => {
    const allowed = ['Emulator', 'host.docker.internal']
    expect(isOwnHost('emulator:4701', allowed)).toBe(true)
    expect(isOwnHost('HOST.docker.internal', allowed)).toBe(true)
    expect(isOwnHost('emulator.rebound.example', allowed)).toBe(false)
  })
})
