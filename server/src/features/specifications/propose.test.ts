import fc from 'fast-check'
import { expect, it } from 'vitest'
import { judgeBy } from './judge-event.ts'
import { propose } from './propose.ts'

const types = (...payloads: Record<string, unknown>[]) =>
  Object.fromEntries(propose(payloads).map(({ name, type, required }) => [name, required ? type : `${type}?`])) // prettier-ignore

it('takes the narrowest type that all values have', () => {
  const first = { text: 'a', code: '7', amount: 1, mixed: 1, on: true, day: '2026-01-02', tags: ['a'], sizes: [1], none: [], deep: {}, odd: 'a' } // prettier-ignore
  const second = { text: '', code: '8', amount: '2.5', mixed: 'x', on: 'false', day: '2026-01-02T03:04:05Z', tags: [], sizes: [2, 3], none: [], deep: {}, odd: 1 } // prettier-ignore
  expect(types(first, second)).toEqual({
    text: 'string',
    code: 'string',
    amount: 'number',
    mixed: 'any',
    on: 'boolean',
    day: 'date',
    tags: 'string_array',
    sizes: 'number_array',
    none: 'any',
    deep: 'any',
    odd: 'any',
  })
})

it('asks for what no event is without, and leaves the keys of the protocol out', () => {
  const payloads = [{ a: 1, b: 1, tealium_event: 'x', 'cp.trace_id': 't' }, { a: 1 }, { a: 1, b: null }] // prettier-ignore
  expect(types(...payloads)).toEqual({ a: 'number', b: 'number?' })
})

it('is kept to by every event that it is made of', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'tealium_event')
  const event = fc.dictionary(key, fc.oneof(fc.jsonValue(), fc.constantFrom('2026-01-02', '7', 'true', '2026-13-40'))) // prettier-ignore
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 5 }), (payloads) => {
      const judge = judgeBy({ id: 'spc_1', name: 'x', attributes: propose(payloads), allow_others: false }) // prettier-ignore
      for (const payload of payloads) {
        const listed = Object.entries(payload).filter(([, value]) => value !== null)
        expect(judge(Object.fromEntries(listed))).toMatchObject({ verdict: 'valid' })
      }
    }),
  )
})
