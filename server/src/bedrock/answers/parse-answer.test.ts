import { output, type ProblemCode } from '@outcrop/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../kernel/problem.ts'
import { inexactPart } from './inexact-part.ts'
import { parseAnswer, type ParsedAnswer } from './parse-answer.ts'
import { schemaOf } from './schema-of.ts'
import { problemIn } from '../testing/problem-in.ts'

const event = schemaOf(output.parse({ type: 'event' }))
const score = schemaOf(
  output.parse({
    type: 'structured',
    fields: [{ name: 'score', type: 'integer', minimum: 0, maximum: 100 }],
  }),
)
const parse = (text: string, stopReason = 'end_turn', schema = event): ParsedAnswer =>
  parseAnswer({ text, stopReason, schema })

const plain = '{"tealium_event":"insight","score":7}'
const value = { tealium_event: 'insight', score: 7 }

describe('an object is found', () => {
  test.each<[string, string]>([
    ['alone', plain],
    ['with blanks around', `\n\t ${plain} \n`],
    ['in a fence', `\`\`\`json\n${plain}\n\`\`\``],
    ['in a fence without a language', `\`\`\`\n${plain}\n\`\`\``],
    ['in a fence on one line', `\`\`\`${plain}\`\`\``],
    ['in a fence among prose', `Here you are:\n\`\`\`json\n${plain}\n\`\`\`\nAnything else?`],
    ['after prose', `Sure! Here is the JSON: ${plain}`],
    ['before prose', `${plain}\n\nI chose 7 because the visitor bought twice.`],
    ['after prose with an apostrophe', `Here's what I'd say: ${plain}`],
    ['after prose with one double quote', `A 5" phone: ${plain}`],
    ['after braces in prose', `For the set {a, b} I answer ${plain}`],
    ['after a lone opening brace', `Objects begin with { so: ${plain}`],
    ['after a lone closing brace', `} oops ${plain}`],
    ['before braces in prose', `${plain} where {x} is open`],
    ['after reasoning tags', `<thinking>is it {"a":1}?</thinking>${plain}`],
    ['among objects that do not fit', `{"draft":true} ${plain} {"note":1}`],
    ['after an empty object', `{} ${plain}`],
    ['after an object that is broken', `{"tealium_event": oops: } ${plain}`],
    ['pretty', JSON.stringify(value, null, 2)],
    ['with a byte order mark', `\uFEFF${plain}`],
    ['in tags', `<answer>${plain}</answer>`],
    ['stopped by a stop sequence', plain],
    ['twice the same', `${plain}\n${plain}`],
    ['with a comment after', `${plain} // done`],
  ])('%s', (_, text) => {
    expect(parse(text)).toEqual({ value, repaired: false })
  })

  test.each<[string, string, unknown]>([
    ['braces in strings', '{"tealium_event":"a}b{c"}', { tealium_event: 'a}b{c' }],
    ['escaped quotes in strings', '{"tealium_event":"say \\"}\\" now"}', { tealium_event: 'say "}" now' }],
    ['a backslash at the end of a string', '{"tealium_event":"c:\\\\"} {"x":1}', { tealium_event: 'c:\\' }],
    ['nested objects', 'x {"tealium_event":"e","a":{"b":{"c":[{}]}}} y', { tealium_event: 'e', a: { b: { c: [{}] } } }],
    ['an object in a fence inside of a string', '{"tealium_event":"```json {} ```"}', { tealium_event: '```json {} ```' }],
    ['other alphabets', '{"tealium_event":"日本語 🎉"}', { tealium_event: '日本語 🎉' }],
    ['numbers as they are', '{"tealium_event":"e","n":1e3}', { tealium_event: 'e', n: 1000 }],
    ['__proto__ as a plain member', '{"tealium_event":"e","__proto__":{"x":1}}', JSON.parse('{"tealium_event":"e","__proto__":{"x":1}}')],
  ])('with %s', (_, text, expected) => {
    expect(parse(text)).toEqual({ value: expected, repaired: false })
  }) // prettier-ignore
})

describe('broken syntax is mended', () => {
  test.each<[string, string]>([
    ['a trailing comma', '{"tealium_event":"insight","score":7,}'],
    ['single quotes', "{'tealium_event':'insight','score':7}"],
    ['keys without quotes', '{tealium_event:"insight",score:7}'],
    ['curly quotes', '{“tealium_event”:“insight”,“score”:7}'],
    ['a missing comma', '{"tealium_event":"insight" "score":7}'],
    ['a missing comma between lines', '{"tealium_event":"insight"\n"score":7}'],
    ['comments', '{"tealium_event":"insight", // the name\n"score":7}'],
    ['a missing last brace', '{"tealium_event":"insight","score":7'],
    [
      'a missing last brace in a fence',
      '```json\n{"tealium_event":"insight","score":7\n```\nThere.',
    ],
    ['escaped quotes', '{\\"tealium_event\\":\\"insight\\",\\"score\\":7}'],
    ['a trailing comma among prose', 'Here: {"tealium_event":"insight","score":7,} Done.'],
  ])('%s', (_, text) => {
    expect(parse(text)).toEqual({ value, repaired: true })
  })

  test('a stray quote in a string', () => {
    const { value: mended, repaired } = parse('{"tealium_event":"insight","size":"5" wide","x":1}')
    expect(repaired).toBe(true)
    expect(mended).toMatchObject({ tealium_event: 'insight', x: 1 })
  })

  test('only when nothing that stands as it is fits', () => {
    expect(parse(`{"tealium_event":"broken",} ${plain}`)).toEqual({ value, repaired: false })
  })

  test('a real line break in a string', () => {
    expect(parse('{"tealium_event":"two\nlines"}').value).toEqual({ tealium_event: 'two\nlines' })
  })
})

describe('an answer is refused', () => {
  test.each<[ProblemCode, string, string]>([
    ['answer-empty', '', 'end_turn'],
    ['answer-empty', ' \n\t', 'stop_sequence'],
    ['answer-truncated', '', 'max_tokens'],
    ['answer-truncated', '{"tealium_event":"insi', 'max_tokens'],
    ['answer-truncated', '{"tealium_event":"insight","score":7', 'max_tokens'],
    ['answer-truncated', '{"tealium_event":"a","items":[{"tealium_event":"inner"},', 'max_tokens'],
    ['answer-truncated', '{"tealium_event":"a","text":"see {\\"tealium_event\\":\\"b\\"} or', 'max_tokens'],
    ['answer-truncated', 'Let me think about', 'model_context_window_exceeded'],
    ['guardrail-intervened', 'I cannot help with that.', 'guardrail_intervened'],
    ['guardrail-intervened', plain, 'guardrail_intervened'],
    ['answer-blocked', '', 'content_filtered'],
    ['answer-not-json', 'I am sorry, I cannot do that.', 'end_turn'],
    ['answer-not-json', 'The score is 7.', 'end_turn'],
    ['answer-not-json', 'Use {curly} braces.', 'end_turn'],
    ['answer-not-json', '{ this is prose in braces }', 'end_turn'],
    ['answer-not-json', '{', 'end_turn'],
    ['answer-not-json', '}', 'end_turn'],
    ['answer-not-json', '"just a string"', 'end_turn'],
    ['answer-not-json', '{"tealium_event":"insi', 'end_turn'],
    ['answer-invalid', '[{"tealium_event":"a"},{"tealium_event":"b"}]', 'end_turn'],
    ['answer-invalid', '{"tealium_event":"first"} {"tealium_event":"second"}', 'end_turn'],
    ['answer-invalid', '7', 'end_turn'],
    ['answer-invalid', 'null', 'end_turn'],
    ['answer-invalid', 'true', 'end_turn'],
    ['answer-invalid', '{}', 'end_turn'],
    ['answer-invalid', '{"tealium_event":""}', 'end_turn'],
    ['answer-invalid', '{"tealium_event":null}', 'end_turn'],
    ['answer-invalid', '{"event":"insight"}', 'end_turn'],
    ['answer-invalid', '{"event":"insight",}', 'end_turn'],
    ['answer-invalid', '{"outer":{"tealium_event":"inner"}}', 'end_turn'],
    ['answer-invalid', `{"tealium_event":"deep","a":${'['.repeat(200)}${']'.repeat(200)}}`, 'end_turn'],
  ])('%s: %s (%s)', (code, text, stopReason) => {
    expect(problemIn(() => parse(text, stopReason)).code).toBe(code)
  }) // prettier-ignore

  test.each<[string, string]>([
    ['{"score":101}', 'score must be <= 100'],
    ['{"score":"7%"}', 'score must be integer'],
    ['{"points":7}', '"score" is missing'],
    ['[1]', 'a list of 1 instead of one JSON object'],
    ['7', 'the value 7 instead of one JSON object'],
  ])('and says why: %s', (text, reason) => {
    expect(problemIn(() => parse(text, 'end_turn', score)).message).toContain(reason)
  })

  test('without repeating all of a long one', () => {
    expect(problemIn(() => parse('word '.repeat(10_000))).message.length).toBeLessThan(400)
  })
})

test('a complete answer is taken although the limit was reached after it', () => {
  expect(parse(`${plain}\nThe reason is that`, 'max_tokens')).toEqual({ value, repaired: false })
})

describe('text', () => {
  test('is taken as it is', () => {
    expect(parse(' Hello {there} ', 'end_turn', null)).toEqual({
      value: ' Hello {there} ',
      repaired: false,
    })
  })

  test.each<[ProblemCode, string, string]>([
    ['answer-empty', ' ', 'end_turn'],
    ['answer-truncated', 'Hel', 'max_tokens'],
    ['guardrail-intervened', 'No.', 'guardrail_intervened'],
  ])('is refused: %s', (code, text, stopReason) => {
    expect(problemIn(() => parse(text, stopReason, null)).code).toBe(code)
  })
})

describe('whatever a model writes', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom('{', '}', '[', ']', '"', "'", '\\', ',', ':', '```', '```json\n', '\n', '“', '{"tealium_event":"x"', '/*', '//', '\u0000', '\ud800'), // prettier-ignore
  )
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
  const stopReason = fc.constantFrom('end_turn', 'max_tokens', 'stop_sequence', 'brand_new', '')

  test('it is an event or a problem of the answer, never anything else', () => {
    fc.assert(
      fc.property(text, stopReason, (given, reason) => {
        const result = settled(() => parse(given, reason))
        if (result instanceof Problem) expect(result.code).toMatch(/^answer-/)
        else expect(result.value).toHaveProperty('tealium_event', expect.stringMatching(/\S/))
      }),
      { numRuns: 3000 },
    )
  })

  test('an event is found unchanged, whatever prose without braces is around it', () => {
    const prose = fc.string().map((words) => words.replaceAll(/[{}]/g, ''))
    const payload = fc
      .dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }))
      .filter((value) => inexactPart(value) === undefined)
    fc.assert(
      fc.property(prose, payload, prose, (before, more, after) => {
        const wanted: unknown = JSON.parse(JSON.stringify({ ...more, tealium_event: 'x' }))
        const given = `${before}\n${JSON.stringify(wanted)}\n${after}`
        expect(parse(given)).toEqual({ value: wanted, repaired: false })
      }),
      { numRuns: 1000 },
    )
  })

  test.each<[string, string]>([
    ['opening braces', '{'.repeat(1_000_000)],
    ['closing braces', '}'.repeat(1_000_000)],
    ['quotes', `{"a": ${'"'.repeat(1_000_000)}`],
    ['backslashes', `{"a": "${'\\'.repeat(1_000_000)}`],
    ['empty objects', '{}'.repeat(500_000)],
    ['broken objects', '{"a":1,}'.repeat(125_000)],
    ['missing commas', `{"a":[${'1 '.repeat(500_000)}]}`],
    ['open lists', `{"a":${'['.repeat(1_000_000)}`],
    ['deep objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
    ['fences', '```json\n'.repeat(125_000)],
    ['prose', 'lorem ipsum { dolor } sit " amet '.repeat(30_000)],
    ['wrong members', `{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":[1]`).join()}}`],
  ])(
    'a million characters of %s end within the time of the test',
    { timeout: 5000 },
    (_, given) => {
      expect(settled(() => parse(given, 'end_turn', score))).toBeInstanceOf(Problem)
    },
  )
})

function settled<T>(work: () => T): T | Problem {
  try {
    return work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}
