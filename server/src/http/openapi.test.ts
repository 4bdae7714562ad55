import { Validator } from '@seriousme/openapi-schema-validator'
import { defineRoute, routes } from '@outcrop/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openapi } from './openapi.ts'

test('the document of the whole contract is valid OpenAPI 3.1', async () => {
  const document = openapi(routes, '1.2.3')
  const validator = new Validator()
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('every operation of the contract is in it, and every reference leads somewhere', () => {
  const text = JSON.stringify(openapi(routes, '1.2.3'))
  const document: unknown = JSON.parse(text)
  for (const name of Object.keys(routes)) expect(text).toContain(`"operationId":"${name}"`)
  const names = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)) // prettier-ignore
  expect(names).toContain('Problem')
  for (const name of names) expect(document).toHaveProperty(['components', 'schemas', name ?? ''])
})

const rename = defineRoute({
  method: 'PATCH',
  path: '/api/v1/things/:id',
  scope: 'write',
  summary: 'Rename a thing',
  params: z.object({ id: z.string() }),
  query: z.object({ dry: z.coerce.boolean().default(false).describe('Change nothing') }),
  body: z.object({ name: z.string(), size: z.number().default(1) }),
  response: z.null(),
})

test('an operation says what it takes, what it gives and who may call it', () => {
  const open = defineRoute({ ...rename, scope: 'public', method: 'GET' })
  const free = defineRoute({ ...rename, method: 'POST', body: rename.body.prefault({ name: 'x' }) })
  const document = openapi({ rename, open, free }, '1.2.3')
  expect(document).toHaveProperty(['paths', '/api/v1/things/{id}', 'post', 'requestBody', 'required'], false) // prettier-ignore
  expect(document).toHaveProperty(['paths', '/api/v1/things/{id}', 'patch', 'requestBody', 'required'], true) // prettier-ignore
  const operation = ['paths', '/api/v1/things/{id}', 'patch']
  expect(document).toHaveProperty(
    [...operation, 'parameters'],
    [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'dry', in: 'query', required: false, description: 'Change nothing', schema: { type: 'boolean', default: false } }, // prettier-ignore
    ],
  )
  const body = [...operation, 'requestBody', 'content', 'application/json', 'schema']
  expect(document).toHaveProperty([...body, 'required'], ['name'])
  expect(document).toHaveProperty([...operation, 'responses', '204'])
  expect(document).toHaveProperty([...operation, 'responses', '422'])
  expect(document).not.toHaveProperty([...operation, 'security'])
  expect(document).toHaveProperty(['paths', '/api/v1/things/{id}', 'get', 'security'], [])
})
