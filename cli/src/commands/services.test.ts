import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { sampleService } from '../testing/samples.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

const service = sampleService(1, 'Careful')
const { id } = service

let api: SmallApi
let bodies: unknown[]
beforeEach(async () => {
  bodies = []
  const taking = ({ body }: { readonly body: unknown }) => {
    bodies.push(body)
    return service
  }
  api = await startSmallApi({
    'POST /api/v1/services': taking,
    [`GET /api/v1/services/${id}`]: () => service,
    [`PATCH /api/v1/services/${id}`]: taking,
    [`DELETE /api/v1/services/${id}`]: () => null,
  })
})
afterEach(() => api.close())

it('shows, makes, changes and deletes one, with all that it sets of a model', async () => {
  const thinking = { thinking: { type: 'enabled', budget_tokens: 2000 } }
  const given = { name: 'Careful', inference: { max_tokens: 4000, additional_model_request_fields: thinking } } // prettier-ignore
  const of = (...words: string[]) =>
    runCli(['services', ...words, '--url', api.url], { stdin: Readable.from([Buffer.from(JSON.stringify(given))]) }) // prettier-ignore
  expect((await of('create', '-')).stdout).toBe(`${id} is the service "Careful".\n`)
  expect((await of('update', id, '-')).stdout).toBe('The service "Careful" is changed.\n')
  expect(bodies).toEqual([given, given])
  expect(JSON.parse((await of('get', id)).stdout)).toEqual(service)
  expect((await of('delete', id)).stdout).toBe('The service is deleted.\n')
})
