import { expect, it } from 'vitest'
import { externalId } from './external-id.ts'

it('writes every byte with two digits', () => {
  expect(externalId(Uint8Array.of(0, 1, 16, 255))).toBe('outcrop-000110ff')
})
