import { expect, it } from 'vitest'
import { versionComplaint } from './refuse-old-server.ts'

it.each([150_000, 150_004, 180_001])('takes server version %i', (version) => {
  expect(versionComplaint(version)).toBeUndefined()
})

it.each([
  [140_012, 'PostgreSQL 14 is too old'],
  [90_624, 'PostgreSQL 9 is too old'],
])('refuses server version %i', (version, sentence) => {
  expect(versionComplaint(version)).toContain(sentence)
})
