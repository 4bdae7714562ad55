import { condition, newApiKey, newProvider, pageQuery, routes, runFilter } from './index.ts'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { issueSentences } from './issue-sentences.ts'
import { sent } from './sent.ts'

const provider = {
  name: 'AWS',
  region: 'us-east-1',
  credentials: { type: 'ambient' },
}

const linesOf = (schema: z.ZodType, value: unknown) =>
  issueSentences(schema.safeParse(value).error?.issues ?? [], 'body')

describe('a line for each fault', () => {
  test.each<[string, z.ZodType, unknown, string[]]>([
    ['nothing wrong', newProvider, provider, []],
    ['no body', newApiKey, undefined, ['body: is missing.']],
    ['null', newApiKey, null, ['body: must be an object.']],
    ['missing', newProvider, { ...provider, name: undefined }, ['name: is missing.']],
    ['empty', newProvider, { ...provider, name: ' ' }, ['name: must not be empty.']],
    ['wrong type', newProvider, { ...provider, name: 4 }, ['name: must be a string.']],
    [
      'not whole',
      newProvider,
      { ...provider, max_in_flight: 1.5 },
      ['max_in_flight: must be a whole number.'],
    ],
    [
      'too big',
      newProvider,
      { ...provider, max_in_flight: 1e6 },
      ['max_in_flight: must be at most 10,000.'],
    ],
    [
      'the contract’s own words',
      newProvider,
      { ...provider, region: 'x' },
      ['region: must be an AWS region, such as us-east-1.'],
    ],
    [
      'URL',
      newProvider,
      { ...provider, endpoint: 'ftp://x' },
      ['endpoint: must be a URL that begins with http:// or https://.'],
    ],
    [
      'discriminator',
      newProvider,
      { ...provider, credentials: { type: 'x' } },
      ['credentials.type: must be "access_key", "assume_role", "ambient" or "emulator".'],
    ],
    [
      'choice',
      newApiKey,
      { name: 'a', role: 'king' },
      ['role: must be "owner", "admin", "builder", "reviewer" or "viewer".'],
    ],
    ['number in a query', pageQuery, { limit: 'many' }, ['limit: must be a number.']],
    [
      'time',
      runFilter,
      { created_after: 'yesterday' },
      ['created_after: must be a time in UTC such as 2026-01-31T09:30:00.000Z.'],
    ],
    [
      'path',
      routes.deleteApiKey.params,
      { id: 'x' },
      ['id: must be an id that begins with "key_".'],
    ],
    ['list', z.array(z.string()).max(1), ['a', 'b'], ['body: must have at most 1 item.']],
    ['members unknown to zod', z.strictObject({}), { b: 1, c: 2 }, ['b: is not known here.', 'c: is not known here.']], // prettier-ignore
    [
      'no members at all',
      sent(z.object({})),
      { b: 1 },
      ['b: is not known here; nothing is taken.'],
    ],
    [
      'a slip',
      routes.createFeed.body,
      { stream_id: `str_${'0'.repeat(32)}`, name: 'Carts', condition: { all: [] }, verdict: [] },
      ['verdict: is not known here; perhaps verdicts is meant.'],
    ],
    [
      'far from all that is known',
      routes.listFeeds.query,
      { colour: 'red' },
      ['colour: is not known here; known are limit, cursor, stream_id.'],
    ],
    [
      'a slip in a branch of a union',
      routes.createFeed.body.shape.condition,
      { all: [{ attribute: 'a', operator: 'equals', vlaue: 1 }] },
      ['all.0.vlaue: is not known here; perhaps value is meant.'],
    ],
    [
      'a name without end',
      sent(z.object({})),
      { ['x'.repeat(101)]: 1 },
      [`${'x'.repeat(100)}…: is not known here; nothing is taken.`],
    ],
  ])('%s', (_name, schema, value, lines) => {
    expect(linesOf(schema, value)).toEqual(lines)
  })

  test('several faults, several lines', () => {
    expect(linesOf(newProvider, {})).toEqual([
      'name: is missing.',
      'region: is missing.',
      'credentials: is missing.',
    ])
  })

  test('a union names the faults of the branch that was meant, at their full path', () => {
    const value = { all: [{ attribute: '', operator: 'equals', value: {} }, { any: 3 }] }
    expect(linesOf(condition, value)).toEqual([
      'all.0.attribute: must not be empty.',
      'all.0.value: must be a string, a number, true or false or a list.',
      'all.1.any: must be a list.',
    ])
  })

  test('a long list of faults is cut', () => {
    const lines = linesOf(z.array(z.string()), Array(50).fill(1))
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toBe('… and 30 more.')
  })
})
