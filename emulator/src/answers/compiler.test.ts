import { expect, it } from 'vitest'
import { modelSchema } from '../catalogue/model-schema.ts'
import { createCompiler } from './compiler.ts'

const model = (schemaCompileMs: number) =>
  modelSchema.parse({
    id: 'acme.slow-v1:0',
    name: 'Slow',
    provider: 'Acme',
    family: 'nova',
    inferenceTypes: ['ON_DEMAND'],
    schemaCompileMs,
  })
const at = (ms: number) => new Date(ms)

it('is slow with the first use of a schema, for everybody of the account', () => {
  const compiler = createCompiler()
  expect(compiler.remainingMs('1', model(500), { a: 1 }, at(0))).toBe(500)
  expect(compiler.remainingMs('1', model(500), { a: 1 }, at(200))).toBe(300)
  expect(compiler.remainingMs('1', model(500), { a: 1 }, at(900))).toBe(0)
  expect(compiler.remainingMs('2', model(500), { a: 1 }, at(900))).toBe(500)
  expect(compiler.remainingMs('1', model(500), { a: 2 }, at(900))).toBe(500)
})

it('takes no time by default', () => {
  expect(createCompiler().remainingMs('1', model(0), {}, at(0))).toBe(0)
})
