import { describe, expect, it } from 'vitest'
import { replaceRow, rowsOf } from './results-file.ts'

const text = `# Results

| bench  | figure |
| ------ | ------ |
| intake | 15,000 |
| loops  | 900    |
`

describe('the table of results', () => {
  it('is read without its head', () => {
    expect(rowsOf(text)).toEqual([
      ['intake', '15,000'],
      ['loops', '900'],
    ])
  })

  it('keeps its other rows when one is written again', () => {
    expect(replaceRow(rowsOf(text), ['intake', '16,000'])).toEqual([
      ['intake', '16,000'],
      ['loops', '900'],
    ])
  })

  it('takes a new row at its end', () => {
    expect(replaceRow(rowsOf(text), ['start', '4']).map(([name]) => name)).toEqual([
      'intake',
      'loops',
      'start',
    ])
  })
})
