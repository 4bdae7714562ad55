import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { Failure } from './failure.ts'
import { toEvent } from './to-event.ts'

const event = { tealium_account: 'a', tealium_profile: 'p', tealium_event: 'e' }
const text = JSON.stringify(event)
const of = (answer: unknown, pinned = {}, required: string[] = []) =>
  toEvent({ answer, pinned, key: undefined, lineage: undefined }, required)

describe('an event is found', () => {
  test.each<[string, unknown]>([
    ['an object', event],
    ['a text', text],
    ['a text in a text', JSON.stringify(text)],
    ['a byte order mark', `\uFEFF${text}`],
    ['a fence', `\`\`\`json\n${text}\n\`\`\``],
    ['a fence among prose', `Here you are:\n\`\`\`\n${text}\n\`\`\`\nAnything else?`],
    ['prose with an apostrophe', `Here's what I'd say: ${text} It's done.`],
    ['prose with a lone quote', `A 5" phone: ${text}`],
    ['braces in prose', `For the set {a, b} I answer ${text}`],
    ['a lone brace in prose', `Objects begin with { so: ${text}`],
    ['an object before it that does not fit', `{"draft":true} ${text}`],
    ['an object after it', `${text} {"note":1}`],
    ['an object after it that is cut', `${text} {"note":`],
  ])('%s', (_, answer) => {
    expect(of(answer)).toEqual(event)
  })

  it('with braces and quotes in its strings', () => {
    const odd = { ...event, text: 'say "}" and {', path: 'c:\\' }
    expect(of(`x ${JSON.stringify(odd)} y`)).toEqual(odd)
  })

  it('with what the flow wires instead of what the model says', () => {
    expect(of(text, { tealium_account: 'wired' })).toEqual({ ...event, tealium_account: 'wired' })
    expect(of('{"score":1}', event)).toEqual({ ...event, score: 1 })
  })
})

describe('a failure names what is wrong', () => {
  test.each<[unknown, string, string]>([
    ['', 'answer-empty', 'empty'],
    [null, 'answer-empty', 'empty'],
    [undefined, 'answer-empty', 'empty'],
    ['I am sorry.', 'answer-not-json', 'no JSON object'],
    ['{ prose in braces }', 'answer-not-json', 'no JSON object'],
    ['{"tealium_event":"e","a":{"b":1},', 'answer-truncated', 'before it is closed'],
    ['{"tealium_event":"e', 'answer-truncated', 'before it is closed'],
    [[event], 'answer-invalid', 'a list'],
    [`[${text}]`, 'answer-invalid', 'a list'],
    ['7', 'answer-invalid', 'the value 7'],
    [true, 'answer-invalid', 'the value true'],
    ['{}', 'answer-invalid', '"tealium_account", "tealium_profile", "tealium_event"'],
    [{ ...event, tealium_event: '' }, 'answer-invalid', 'lacks "tealium_event".'],
    [{ ...event, tealium_profile: {} }, 'answer-invalid', 'lacks "tealium_profile".'],
    [{ ...event, tealium_profile: null }, 'answer-invalid', 'lacks "tealium_profile".'],
  ])('%j', (answer, code, message) => {
    expect(() => of(answer)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) })) // prettier-ignore
  })

  it('a required field that only its prototype has is missing', () => {
    expect(() => of(text, {}, ['constructor'])).toThrow('lacks "constructor"')
  })
})

describe('whatever a model writes', () => {
  it('is an event or a failure', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom('{', '}', '"', '\\', '```json\n'),
      fc.constant(text),
    )
    const results = fc
      .sample(fc.array(piece, { maxLength: 8 }), 2000)
      .map((pieces) => settled(pieces.join('')))
    const events = results.filter((result) => !(result instanceof Failure))

    expect(events.length).toBeGreaterThan(100)
    for (const found of events) expect(found).toMatchObject(event)
  })

  it('is found unchanged among prose without braces', () => {
    const prose = fc.string().map((words) => words.replaceAll(/[{}]/g, ''))
    fc.assert(
      fc.property(
        prose,
        fc.dictionary(fc.string(), fc.jsonValue()),
        prose,
        (before, more, after) => {
          const wanted: unknown = JSON.parse(JSON.stringify({ ...more, ...event }))
          expect(of(`${before}\n${JSON.stringify(wanted)}\n${after}`)).toEqual(wanted)
        },
      ),
    )
  })

  test.each([
    ['{'.repeat(1_000_000)],
    ['{"a":"'.repeat(200_000)],
    ['{}'.repeat(500_000)],
    [`{"a":${'['.repeat(1_000_000)}`],
    [`{"a": "${'\\'.repeat(1_000_000)}`],
  ])('a million characters end', { timeout: 5000 }, (given) => {
    expect(settled(given)).toBeInstanceOf(Failure)
  })
})

function settled(answer: string): unknown {
  try {
    return of(answer)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}
