import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { operations } from './index.ts'

it('the manual names every operation beside its client', () => {
  const manual = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, table = ''] = /\| client +\| operations.*\n\|[- |]+\n([^]*?)\n\n/.exec(manual) ?? []
  const named = table.split('\n').flatMap((row) => {
    const [, client = '', list = ''] = row.split('|').map((cell) => cell.trim())
    return list.split(', ').map((operation) => `${client} ${operation}`)
  })
  expect(named.sort()).toEqual(operations.map(({ endpoint, name }) => `${endpoint} ${name}`).sort())
})
