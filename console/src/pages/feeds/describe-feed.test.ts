import { expect, it } from 'vitest'
import { describeFeed } from './describe-feed.ts'

const names = {
  specifications: [{ id: 'spc_1', name: 'purchase' }],
  sources: [{ id: 'src_1', name: 'Web shop' }],
}
const nothing = { specification_id: null, verdicts: [], data_source_id: null }

it('is the condition alone when nothing else is asked for', () => {
  const condition = { attribute: 'tealium_event', operator: 'equals', value: 'view' } as const
  expect(describeFeed({ condition, ...nothing }, names)).toBe('tealium_event equals "view"')
})

it('names what is asked for beside it', () => {
  const feed = {
    condition: { all: [] },
    specification_id: 'spc_1',
    verdicts: ['warn' as const, 'invalid' as const],
    data_source_id: 'src_1',
  }
  expect(describeFeed(feed, names)).toBe('every event · specification purchase · warn or invalid · from Web shop') // prettier-ignore
})

it('does not show ids while names are not there yet', () => {
  const unnamed = { specifications: [], sources: [] }
  const feed = { condition: { all: [] }, ...nothing, data_source_id: 'src_1' }
  expect(describeFeed(feed, unnamed)).toBe('every event · from …')
})
