import { expect, it } from 'vitest'
import { readTable, writeTable } from './lookup-table.ts'

it('reads back what it wrote', () => {
  const table = { gold: 3, silver: 2 }
  expect(readTable(writeTable(table), true)).toEqual(table)
  expect(readTable('gold = 3', false)).toEqual({ gold: '3' })
})

it('takes the first = of a line, and leaves out lines without one', () => {
  expect(readTable('a = b = c\nhalf a line\n\n= nothing', false)).toEqual({ a: 'b = c', '': 'nothing' }) // prettier-ignore
})
