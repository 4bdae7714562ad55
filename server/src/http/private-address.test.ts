import { describe, expect, it } from 'vitest'
import { isPrivateAddress } from './private-address.ts'

describe('an address', () => {
  it.each([
    '127.0.0.1', '127.255.255.254', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.1',
    '169.254.169.254', '100.64.0.1', '198.19.0.1', '224.0.0.1', '255.255.255.255',
    '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8',
    '64:ff9b::a00:1', '2002:a00:1::', '::127.0.0.1', '::7f00:1', '2001:0:4136:e378:8000:63bf:80ff:fffe', 'localhost', '',
  ])('%s is not of the internet', (address) => expect(isPrivateAddress(address)).toBe(true)) // prettier-ignore

  it.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2001:4860:4860::8888',
  ])('%s is', (address) => expect(isPrivateAddress(address)).toBe(false))
})
