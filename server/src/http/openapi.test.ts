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

/** Objects with named members that a part of the document lets hold more. */
function openObjects(part: unknown, path: string): string[] {
  if (typeof part !== 'object' || part === null) return []
  const inner = Object.entries(part).flatMap(([name, held]) => openObjects(held, `${path}/${name}`))
  const isOpen = 'properties' in part && 'type' in part && !('additionalProperties' in part)
  return isOpen ? [path, ...inner] : inner
}

test('what is sent has its names, and holds nothing else than the document says', () => {
  const { paths, components } = z
    .object({
      paths: z.record(
        z.string(),
        z.record(z.string(), z.object({ requestBody: z.unknown().optional() })),
      ),
      components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
    })
    .parse(openapi(routes, '1.2.3'))
  const named = Object.entries(components.schemas).filter(([name]) => name.endsWith('Input'))
  const bodies = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, methods]) => Object.values(methods).map(({ requestBody }) => [path, requestBody] as const)) // prettier-ignore
  expect(Object.fromEntries(named)).toMatchObject({ NewFeedInput: {}, DefinitionInput: {}, ProfileConditionInput: {}, NewMessageInput: {} }) // prettier-ignore
  expect([...named, ...bodies].flatMap(([name, part]) => openObjects(part, name))).toEqual([])
})

const shape = z.object({
  tags: z.array(z.object({ name: z.string(), description: z.string().min(1) })),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        summary: z.string(),
        tags: z.array(z.string()),
        parameters: z
          .array(z.object({ name: z.string(), description: z.string().optional() }))
          .default([]),
      }),
    ),
  ),
})

test('every operation has its own name, a tag that is explained, and parameters that are', () => {
  const { tags, paths } = shape.parse(openapi(routes, '1.2.3'))
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  const explained = tags.map(({ name }) => name)
  const used = new Set(operations.flatMap((one) => one.tags))
  expect(explained.toSorted()).toEqual([...used].toSorted())
  const unexplained = operations.flatMap(({ operationId, parameters }) =>
    parameters
      .filter(({ description }) => !description)
      .map(({ name }) => `${operationId}: ${name}`),
  )
  expect(unexplained).toEqual([])
  for (const { operationId, summary } of operations) {
    expect(summary, operationId).toMatch(
      /^(Add|Ask|Cancel|Change|Check|Connect|Count|Create|Delete|Disconnect|End|Enter|Erase|Export|Follow|Forget|Get|Let|List|Look|Make|Pause|Propose|Publish|Render|Replace|Resume|Run|Say|Search|Send|Set|Start|Sum|Tell|Test|Use)\b.*[^.]$/,
    )
    expect(summary.length, operationId).toBeLessThan(110)
  }
})

/** Members of JSON Schemas that nothing is said about. A fixed value says itself what it is. */
function unsaid(schema: unknown, schemas: Readonly<Record<string, unknown>>, at: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((one) => unsaid(one, schemas, at))
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'examples' || key === 'example') return []
    const members = key === 'properties' ? z.record(z.string(), member).safeParse(value).data : {}
    const missing = Object.entries(members ?? {}).filter(
      ([, { description, const: fixed, $ref }]) => {
        const referred = member.safeParse(schemas[$ref?.split('/').at(-1) ?? '']).data
        return (description ?? referred?.description ?? fixed) === undefined
      },
    )
    return [
      ...missing.map(([name]) => `${at}.${name}`),
      ...unsaid(value, schemas, key === 'properties' ? at : `${at}.${key}`),
    ]
  })
}

const member = z.looseObject({
  description: z.string().min(1).optional(),
  const: z.unknown().optional(),
  $ref: z.string().optional(),
})

test('every member of every body and answer is explained', () => {
  const document = openapi(routes, '1.2.3')
  const { components } = z.looseObject({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) }).parse(document) // prettier-ignore
  expect(unsaid(components.schemas, components.schemas, '')).toEqual([])
  expect(unsaid(document['paths'], components.schemas, '')).toEqual([])
  const half = { properties: { name: { type: 'string' }, kind: { const: 'a' } } }
  expect(unsaid({ Half: half }, {}, '')).toEqual(['.Half.name'])
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
