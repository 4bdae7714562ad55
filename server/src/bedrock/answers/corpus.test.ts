import { readdirSync, readFileSync } from 'node:fs'
import { output, problemCodes } from '@outcrop/contract'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Problem } from '../../kernel/problem.ts'
import { readModelAnswer } from '../read-model-answer.ts'
import { parseAnswer, type ParsedAnswer } from './parse-answer.ts'
import { schemaOf } from './schema-of.ts'

const folder = new URL('../../../../fixtures/answers/', import.meta.url)
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

/** A text, or its pieces, where a large one is told by what repeats. */
const words = z.union([
  z.string(),
  z.array(z.union([z.string(), z.strictObject({ repeat: z.string(), times: z.int() })])),
])
const corpus = z.strictObject({
  about: z.string(),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      output: z.string(),
      text: words.optional(),
      stop_reason: z.string().default('end_turn'),
      raw: z.record(z.string(), z.unknown()).optional(),
      expect: z.union([
        z.strictObject({ value: z.unknown(), repaired: z.boolean().default(false) }),
        z.strictObject({ value_of: words }),
        z.strictObject({ problem: z.enum(problemCodes), names: z.array(z.string()).min(1) }),
      ]),
    }),
  ),
})
type Case = z.infer<typeof corpus>['cases'][number]

const outputs = z.record(z.string(), output).parse(read('outputs.json'))
const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'outputs.json') // prettier-ignore
const kinds = files.map((file) => ({ file, ...corpus.parse(read(file)) }))

const wholeOf = (given: z.infer<typeof words>): string =>
  typeof given === 'string'
    ? given
    : given.map((each) => (typeof each === 'string' ? each : each.repeat.repeat(each.times))).join('') // prettier-ignore

function outcomeOf({ output: name, text, stop_reason, raw }: Case): ParsedAnswer | Problem {
  const wanted = outputs[name]
  if (!wanted) throw new Error(`outputs.json has no "${name}".`)
  try {
    const answer = raw
      ? readModelAnswer(raw)
      : { text: wholeOf(text ?? ''), stopReason: stop_reason, tool: null }
    return parseAnswer({ ...answer, schema: schemaOf(wanted) })
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

describe.each(kinds)('$file: $about', ({ cases }) => {
  test.each(cases.map((each) => [each.name, each] as const))('%s', (_, given) => {
    const outcome = outcomeOf(given)
    const told = outcome instanceof Problem ? `${outcome.code}: ${outcome.message}` : outcome
    const { expect: expected } = given
    if ('value' in expected) expect(told).toEqual(expected)
    else if ('value_of' in expected) {
      const source = expected.value_of === 'text' ? (given.text ?? '') : expected.value_of
      expect(told).toEqual({ value: JSON.parse(wholeOf(source)), repaired: false })
    } else {
      expect(told).toEqual(expect.stringContaining(`${expected.problem}: `))
      for (const name of expected.names) expect(told).toContain(name)
    }
  })
})

test('there are more than 200 answers, and each has a name of its own', () => {
  const names = kinds.flatMap(({ file, cases }) => cases.map(({ name }) => `${file} ${name}`))
  expect(names.length).toBeGreaterThan(200)
  expect(new Set(names).size).toBe(names.length)
})
