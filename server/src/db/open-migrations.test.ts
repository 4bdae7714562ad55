import { expect, it } from 'vitest'
import { openMigrations } from './open-migrations.ts'

const entry = (number: number, checksum = `sum ${number}`) => ({ number, name: 'x', checksum })
const file = (number: number) => ({ ...entry(number), file: `000${number}-x.sql`, sql: '' })
const files = [file(1), file(2), file(3)]

it.each([
  ['all of them for a new database', [], [1, 2, 3]],
  ['those after the last applied one', [entry(1)], [2, 3]],
  ['none when all are applied', [entry(1), entry(2), entry(3)], []],
])('finds %s', (_what, applied, expected) => {
  expect(openMigrations(files, applied).map(({ number }) => number)).toEqual(expected)
})

it.each([
  ['that a newer version has used', [1, 2, 3, 4].map((number) => entry(number)), 'newer version'],
  ['whose migration was changed since', [entry(1, 'other')], 'Migration 1 (x) was changed'],
  ['that lacks one in between', [entry(1), entry(3)], 'Migration 2 (x) is not in this database'],
])('refuses a database %s', (_what, applied, sentence) => {
  expect(() => openMigrations(files, applied)).toThrow(sentence)
})
