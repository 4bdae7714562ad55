import { describe, expect, it } from 'vitest'
import { table } from './table.ts'

describe('table', () => {
  it('aligns columns without counting colours', () => {
    const paint = (text: string) => `<${text}>`
    expect(table(['A', 'LONG'], [['one', 'x'], [{ text: 'b', paint }, '']])).toBe('A    LONG\none  x\n<b>') // prettier-ignore
  })
})
