import { rolesFor, problem, type Route, type Scope } from '@outcrop/contract'
import { z } from 'zod'
import { jsonSchemas, referred, type Json, type JsonSchemas } from './json-schemas.ts'
import { besideTheContract } from './openapi-beside.ts'
import { about, tagWords } from './openapi-words.ts'

type NamedRoutes = Readonly<Record<string, Route>>

/** The OpenAPI 3.1 document of these operations. */
export function openapi(routes: NamedRoutes, version: string): Json {
  const all = Object.values(routes)
  const bodies = jsonSchemas(
    all.flatMap(({ body }) => body ?? []),
    'input',
  )
  const answers = jsonSchemas([problem, ...all.map(({ response }) => response)], 'output')
  const paths: Record<string, Json> = { ...besideTheContract }
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    const operation = operationOf(name, route, bodies, answers)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Outcrop',
      version,
      description: about,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    tags: Object.entries(tagWords).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key' } },
      schemas: referred(paths, { ...bodies.named, ...answers.named }),
    },
  }
}

function operationOf(name: string, route: Route, bodies: JsonSchemas, answers: JsonSchemas): Json {
  return {
    operationId: name,
    summary: route.summary,
    description: [route.description, whoMay(route.scope)].filter(Boolean).join(' '),
    tags: [route.path.split('/')[3] ?? 'api'],
    ...(route.scope === 'public' && { security: [] }),
    parameters: [...parametersOf('path', route.params), ...parametersOf('query', route.query)],
    ...(route.body && {
      requestBody: { required: !route.body.safeParse(undefined).success, content: { 'application/json': { schema: bodies.of(route.body) } } }, // prettier-ignore
    }),
    responses: responsesOf(route, answers),
  }
}

/** Which keys an operation takes. */
const whoMay = (scope: Scope): string =>
  scope === 'public' ? 'Needs no key.' : `For the roles ${rolesFor(scope).join(', ')}.`

const objectShape = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()).default([]),
})

function parametersOf(place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
  if (!schema) return []
  const { properties, required } = objectShape.parse(z.toJSONSchema(schema, { io: 'input' }))
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }))
}

function responsesOf(route: Route, answers: JsonSchemas): Json {
  const refused = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: answers.of(problem) } },
  })
  const schema = answers.of(route.response)
  const done = { description: 'Done' }
  return {
    ...(schema['type'] === 'null'
      ? { 204: done }
      : { 200: { ...done, content: { 'application/json': { schema } } } }),
    ...(route.scope !== 'public' && { 401: refused('No valid key') }),
    ...(route.scope !== 'public' && { 403: refused('The role may not do this') }),
    ...(route.params && { 404: refused('Not there, or of another organization') }),
    ...((route.params ?? route.query ?? route.body) && { 422: refused('Invalid input') }),
    default: refused('Any other problem'),
  }
}
