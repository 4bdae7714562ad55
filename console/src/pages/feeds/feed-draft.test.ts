import { expect, it } from 'vitest'
import { newFeedDraft } from './feed-draft.ts'

const stream_id = 'str_1'
const nothing = { specification_id: null, verdicts: [], data_source_id: null }

it('begins with one row when nothing is asked for', () => {
  expect(newFeedDraft(stream_id, {})).toEqual({
    stream_id,
    name: '',
    condition: { all: [{ attribute: 'tealium_event', operator: 'equals', value: '' }] },
    ...nothing,
  })
})

it('begins with all that was asked for, and without a row to fill in then', () => {
  const asked = { specification_id: 'spc_1', verdict: 'invalid', data_source_id: 'src_1' } as const
  expect(newFeedDraft(stream_id, asked)).toMatchObject({
    condition: { all: [] },
    specification_id: 'spc_1',
    verdicts: ['invalid'],
    data_source_id: 'src_1',
  })
})

it('puts the name of events, and that they name no source, into the condition', () => {
  expect(newFeedDraft(stream_id, { name: 'purchase', data_source_id: 'none' })).toMatchObject({
    condition: {
      all: [
        { attribute: 'tealium_event', operator: 'equals', value: 'purchase' },
        { attribute: 'tealium_datasource', operator: 'is_not_assigned' },
      ],
    },
    ...nothing,
  })
})
