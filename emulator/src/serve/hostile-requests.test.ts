import {
  array,
  asyncProperty,
  assert,
  constantFrom,
  jsonValue,
  oneof,
  record,
  uint8Array,
  integer,
} from 'fast-check'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseJson, type Json } from '../json.ts'
import { operations } from '../operations/index.ts'
import {
  exampleCalls,
  moreExampleCalls,
  rawExample,
  type ExampleCall,
} from '../testing/example-calls.ts'
import { transports, type Transport } from '../testing/connect.ts'
import { textLike } from '../testing/matchers.ts'
import { rawCall, type RawAnswer, type RawCall } from '../testing/raw-call.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()
const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined)
beforeEach(() => complaints.mockClear())
afterAll(() => complaints.mockRestore())

const names = operations.map(({ name }) => name)
const withBody = names.filter((name) => exampleCalls[name]?.body)

function exampleOf(name: string): ExampleCall {
  const example = exampleCalls[name]
  if (!example) throw new Error(`Write an example call of ${name}, so that it is tested too.`)
  return example
}

/** Fails unless the answer is one that AWS could give to a request that is the caller's fault. */
async function answersAsAws(call: RawCall, transport: Transport = 'HTTP/1.1'): Promise<RawAnswer> {
  const answer = await rawCall(emulator(), call, transport)
  const { status, headers, body } = answer
  expect(complaints).not.toHaveBeenCalled()
  expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/)
  if (status === 200) {
    expect(body.toString('latin1')).not.toContain('internalServerException')
    return answer
  }
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  if (call.target === '/' || call.target.startsWith('/?')) {
    expect(body.toString()).toMatch(/<ErrorResponse .*<Code>\w+<\/Code><Message>[^<]+<\/Message>/s)
  } else {
    expect(headers['x-amzn-errortype']).toMatch(/^\w+$/)
    expect(parseJson(body.toString())).toMatchObject({
      message: textLike(/./),
    })
  }
  return answer
}

describe.each(names)('%s', (name) => {
  it.each(transports)('works as the example calls it, over %s', async (transport) => {
    const { status, body } = await answersAsAws(rawExample(exampleOf(name)), transport)
    expect([status, status === 200 ? '' : body.toString()]).toEqual([200, ''])
  })
})

/** Everything that could stand where a member of a body stands. */
const anything = oneof(
  {
    weight: 3,
    arbitrary: constantFrom<Json>(
      null,
      '',
      0,
      -1,
      1e308,
      true,
      [],
      {},
      'x',
      '__proto__',
      [null],
      [[]],
      { __proto__x: 1 },
      '\u0000',
      '\ud800',
      'a\nb',
      '..',
      '*',
    ),
  },
  {
    weight: 1,
    arbitrary: jsonValue({ maxDepth: 3 }).map((value): Json => parseJson(JSON.stringify(value))),
  },
)

/** Where in a value a change happens: indexes of members, followed as long as there are some. */
const path = array(integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 7 })
/** Half of everything comes over each protocol. */
const over = constantFrom(...transports)

const change = record({ path, kind: constantFrom('replace', 'remove', 'add'), value: anything })

function changed(value: Json, steps: readonly number[], kind: string, put: Json): Json {
  const [step, ...rest] = steps
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  const key = keys[(step ?? 0) % Math.max(1, keys.length)]
  if (step === undefined || key === undefined || typeof value !== 'object' || value === null)
    return put
  const inner = Object.entries(value).flatMap(([name, member]): [string, Json][] => {
    if (name !== key) return [[name, member]]
    if (rest.length > 0) return [[name, changed(member, rest, kind, put)]]
    if (kind === 'remove') return []
    return kind === 'add'
      ? [
          [name, member],
          ['constructor', put],
        ]
      : [[name, put]]
  })
  return Array.isArray(value) ? inner.map(([, member]) => member) : Object.fromEntries(inner)
}

const withBodies: [name: string, example: ExampleCall][] = [
  ...withBody.map((name): [string, ExampleCall] => [name, exampleOf(name)]),
  ...moreExampleCalls,
]

it.each(moreExampleCalls)('%s works as the example calls it', async (_, example) => {
  expect((await answersAsAws(rawExample(example))).status).toBe(200)
})

describe('is never brought to 500 by', () => {
  it.each(withBodies)(
    'changed bodies: %s',
    async (_, example) => {
      await assert(
        asyncProperty(
          array(change, { minLength: 1, maxLength: 2 }),
          over,
          async (changes, transport) => {
            const body = changes.reduce<Json>(
              (value, { path: steps, kind, value: put }) => changed(value, steps, kind, put),
              example.body ?? {},
            )
            await answersAsAws(rawExample(example, JSON.stringify(body)), transport)
          },
        ),
        { numRuns: 100 },
      )
    },
    60_000,
  )

  it.each(withBodies)('bytes of any kind: %s', async (_, example) => {
    const whole = Buffer.from(JSON.stringify(example.body))
    const bytes = oneof(
      uint8Array({ maxLength: 40 }),
      integer({ min: 0, max: whole.length - 1 }).map((length) => whole.subarray(0, length)),
      anything.map((value) => Buffer.from(JSON.stringify(value))),
    )
    await assert(
      asyncProperty(bytes, over, async (body, transport) => {
        await answersAsAws(rawExample(example, body), transport)
      }),
      { numRuns: 30 },
    )
  })

  it.each(withBodies)('hostile JSON and other content types: %s', async (_, example) => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    const [first = 'a'] = Object.keys(example.body ?? {})
    for (const body of [
      deep,
      `{"${first}":${deep}}`,
      `{"${first}":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
      `{"${first}":"${'x'.repeat(1_000_000)}"}`,
      `{"${first}":1e999}`,
      '\ufeff{}',
      '{"__proto__":{"polluted":true}}',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    ]) {
      for (const transport of transports) await answersAsAws(rawExample(example, body), transport)
    }
    expect({}).not.toHaveProperty('polluted')
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '', 'a/b; charset=x']) {
      const call = rawExample(example)
      await answersAsAws({ ...call, headers: { ...call.headers, 'content-type': type } })
    }
  })

  it.each(names)('a path or query of any kind: %s', async (name) => {
    const call = rawExample(exampleOf(name))
    const [path = '', query] = call.target.split('?')
    const piece = constantFrom('', '%00', '%2F', '%2e%2e', '..', 'constructor', '__proto__', '%F0%9F%98%80', '%ff', 'a'.repeat(300), "'", '*', 'arn%3Aaws%3A', 'DRAFT') // prettier-ignore
    const step = integer({ min: 0, max: path.split('/').length - 1 })
    const value = oneof(piece, constantFrom('0', '-1', '1e9', 'NaN', '2025', '[object]'))
    await assert(
      asyncProperty(step, piece, value, over, async (index, put, asked, transport) => {
        const steps = path.split('/').map((old, at) => (at === index && at > 0 ? put : old))
        await answersAsAws({ ...call, target: steps.join('/') }, transport)
        const keys = ['maxResults', 'nextToken', 'promptVersion', 'includedData', 'type', 'byProvider', 'creationTimeAfter'] // prettier-ignore
        const search = keys.map((key) => `${key}=${asked}`).join('&')
        await answersAsAws({ ...call, target: `${path}?${query ?? ''}&${search}` }, transport)
      }),
      { numRuns: 25 },
    )
  })

  it.each(['GetCallerIdentity', 'AssumeRole'])('forms of any kind: %s', async (name) => {
    const { form = {} } = exampleOf(name)
    const key = constantFrom(...Object.keys(form), 'Tags.member.1.Key', 'constructor')
    const value = oneof(constantFrom('', '\u0000', '<&>', '99999999999', '{"Statement":[]}', '{', '\ud800'), anything.map((put) => JSON.stringify(put))) // prettier-ignore
    await assert(
      asyncProperty(key, value, over, async (changing, put, transport) => {
        const fields = { ...form, [changing]: put }
        await answersAsAws(rawExample({ ...exampleOf(name), form: fields }), transport)
      }),
      { numRuns: 100 },
    )
    for (const body of [
      '',
      '%',
      '&&==',
      'Action',
      'Action=AssumeRole',
      Buffer.from([0xff, 0x00]),
    ]) {
      await answersAsAws(rawExample(exampleOf(name), body))
    }
  })
})

it.each([' ', '\t', '\n', '{', '[', '<', '"', '- ', 'a: b\n', '1 '])(
  'reads a long prompt of nothing but %j at once',
  async (piece) => {
    const content = [{ text: `x${piece.repeat(400_000 / piece.length)}` }]
    const body = JSON.stringify({ messages: [{ role: 'user', content }] })
    expect((await answersAsAws(rawExample(exampleOf('Converse'), body))).status).toBe(200)
  },
)
