import { expect, test } from 'vitest'
import { isMetadataAddress } from './is-metadata-address.ts'

test.each([
  ['169.254.169.254', true],
  ['169.254.170.2', true],
  ['fd00:ec2::254', true],
  ['fe80::1', true],
  ['::ffff:169.254.169.254', true],
  ['::ffff:a9fe:a9fe', true],
  ['127.0.0.1', false],
  ['10.0.0.7', false],
  ['::ffff:10.0.0.7', false],
  ['fd12::1', false],
  ['::1', false],
  ['52.94.133.131', false],
  ['localhost', false],
])('%s: %s', (address, expected) => {
  expect(isMetadataAddress(address)).toBe(expected)
})
