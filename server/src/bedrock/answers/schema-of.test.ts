import { output, type Output } from '@outcrop/contract'
import { describe, expect, test } from 'vitest'
import { complaintsAbout } from './complaints.ts'
import { schemaOf } from './schema-of.ts'

function schema(given: unknown) {
  const made = schemaOf(output.parse(given))
  if (!made) throw new Error('There should be a schema.')
  return made
}

const structured = schema({
  type: 'structured',
  fields: [
    { name: 'score', type: 'integer', minimum: 0, maximum: 100, description: 'Likelihood' },
    { name: 'ratio', type: 'number', required: false },
    { name: 'segment', type: 'string', choices: ['new', 'loyal'], required: false },
    { name: 'tags', type: 'array', choices: ['a', 'b'], required: false },
    { name: 'more', type: 'object', required: false },
    { name: 'ok', type: 'boolean', required: false },
  ],
})
const event = schema({ type: 'event', fields: [{ name: 'visitor_score', type: 'integer' }] })

test('text has no schema', () => {
  const text: Output = { type: 'text' }
  expect(schemaOf(text)).toBeNull()
})

test('descriptions go along', () => {
  expect(JSON.stringify(structured)).toContain('Likelihood')
})

describe('a structured answer', () => {
  test.each<[unknown, string[]]>([
    [{ score: 0 }, []],
    [{ score: 100, ratio: 0.5, segment: 'new', tags: ['a'], more: { x: 1 }, ok: false }, []],
    [{ score: 5.0 }, []],
    [{}, ['"score" is missing']],
    [{ score: 101 }, ['score must be <= 100']],
    [{ score: -1 }, ['score must be >= 0']],
    [{ score: 1.5 }, ['score must be integer']],
    [{ score: '5' }, ['score must be integer']],
    [{ score: null }, ['score must be integer']],
    [{ score: 1, other: 2 }, ['"other" is not asked for']],
    [{ score: 1, segment: 'lost' }, ['segment must be one of "new", "loyal"']],
    [{ score: 1, tags: ['a', 'c'] }, ['tags.1 must be one of "a", "b"']],
    [{ score: 1, tags: 'a' }, ['tags must be array']],
    [{ score: 1, more: [] }, ['more must be object']],
    [{ score: 1, ok: 'true' }, ['ok must be boolean']],
  ])('%o: %o', (value, complaints) => {
    expect(complaintsAbout(value, structured)).toEqual(complaints)
  })
})

describe('an event', () => {
  test.each<[unknown, string[]]>([
    [{ tealium_event: 'score', visitor_score: 5 }, []],
    [{ tealium_event: 'score', visitor_score: 5, anything: [1] }, []],
    [{ visitor_score: 5 }, ['"tealium_event" is missing']],
    [{ tealium_event: '', visitor_score: 5 }, ['tealium_event must not be empty']],
    [{ tealium_event: '  ', visitor_score: 5 }, ['tealium_event must not be empty']],
    [{ tealium_event: 7, visitor_score: 5 }, ['tealium_event must be string']],
    [{ tealium_event: 'score' }, ['"visitor_score" is missing']],
  ])('%o: %o', (value, complaints) => {
    expect(complaintsAbout(value, event)).toEqual(complaints)
  })

  test('may narrow tealium_event, and cannot make it optional', () => {
    const narrowed = schema({
      type: 'event',
      fields: [{ name: 'tealium_event', type: 'string', choices: ['insight'], required: false }],
    })
    expect(complaintsAbout({ tealium_event: 'insight' }, narrowed)).toEqual([])
    expect(complaintsAbout({ tealium_event: 'other' }, narrowed)).toHaveLength(1)
    expect(complaintsAbout({}, narrowed)).toEqual(['"tealium_event" is missing'])
  })
})

test('names that every object inherits are missing until they are given', () => {
  const names = ['constructor', 'toString']
  const odd = schema({
    type: 'structured',
    fields: names.map((name) => ({ name, type: 'object' })),
  })
  expect(complaintsAbout({}, odd)).toHaveLength(2)
  expect(complaintsAbout({ constructor: {}, toString: {} }, odd)).toEqual([])
})

test('at most five complaints are spelt out', () => {
  const many = schema({
    type: 'structured',
    fields: Array.from({ length: 9 }, (_, index) => ({ name: `f${index}`, type: 'string' })),
  })
  expect(complaintsAbout({}, many)).toHaveLength(6)
  expect(complaintsAbout({}, many).at(-1)).toBe('and 4 more')
})
