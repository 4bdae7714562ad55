import { expect, it } from 'vitest'
import { feedOfFilter } from './feed-of-filter.ts'

const specifications = [{ id: 'spc_1', stream_id: 'str_1' }]
const sources = [{ id: 'src_2', stream_id: 'str_2' }]
const of = (filter: Parameters<typeof feedOfFilter>[0]) =>
  feedOfFilter(filter, specifications, sources)

it('is offered for a kind of events only', () => {
  expect(of({})).toBeUndefined()
  expect(of({ stream_id: 'str_1' })).toBeUndefined()
  expect(of({ name: 'view', visitor_id: 'v1' })).toBeUndefined()
  expect(of({ verdict: 'invalid', trace_id: 't1' })).toBeUndefined()
})

it('is in the stream that is chosen, or that of what is asked for', () => {
  expect(of({ stream_id: 'str_3', name: 'view' })).toMatchObject({ stream_id: 'str_3', name: 'view' }) // prettier-ignore
  expect(of({ specification_id: 'spc_1', verdict: 'warn' })).toMatchObject({ stream_id: 'str_1', verdict: 'warn' }) // prettier-ignore
  expect(of({ data_source_id: 'src_2' })).toMatchObject({ stream_id: 'str_2' })
  expect(of({ data_source_id: 'none' })).toMatchObject({ stream_id: undefined, data_source_id: 'none' }) // prettier-ignore
})
