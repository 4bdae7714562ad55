import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountSchema, type Account } from '../accounts/account-schema.ts'
import type { Json } from '../json.ts'
import { createFunctions, type FunctionHandler } from './functions.ts'

const answers: Record<string, { status: number; body: string; error?: string }> = {
  '/works': { status: 200, body: '{"score":7}' },
  '/empty': { status: 200, body: '' },
  '/throws': { status: 200, body: '{"errorType":"TypeError","errorMessage":"no total"}' },
  '/marked': { status: 200, body: '"out of memory"', error: 'Unhandled' },
  '/broken': { status: 502, body: 'gateway' },
  '/html': { status: 200, body: '<p>' },
}

let server: Server
let account: Account
beforeAll(async () => {
  server = createServer((request, response) => {
    const { status = 404, body = '', error } = answers[request.url ?? ''] ?? {}
    if (error !== undefined) response.setHeader('x-amz-function-error', error)
    response.writeHead(status).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const region = 'us-east-1'
  const functions = Object.keys(answers).map((path) => {
    return { name: path.slice(1), region, url: `http://127.0.0.1:${port}${path}` }
  })
  functions.push({ name: 'gone', region, url: 'http://127.0.0.1:1/' })
  account = accountSchema.parse({ id: '111122223333', functions })
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

function invoke(name: string, handlers: Record<string, FunctionHandler> = {}): Promise<Json> {
  const arn = `arn:aws:lambda:us-east-1:111122223333:function:${name}`
  const signal = () => new AbortController().signal
  return createFunctions(handlers).invoke({ arn, account, signal }, { order: 5 })
}

it('takes what an endpoint answers, and nothing for no answer', async () => {
  expect(await invoke('works')).toEqual({ score: 7 })
  expect(await invoke('works:live')).toEqual({ score: 7 })
  expect(await invoke('empty')).toBeNull()
})

it.each([
  ['throws', 'failed', 'TypeError: no total'],
  ['marked', 'failed', '"out of memory"'],
  ['broken', 'failed', 'answered 502: gateway'],
  ['html', 'failed', 'did not answer with JSON: <p>'],
  ['gone', 'unreachable', 'does not answer'],
  ['unknown', 'missing', 'Function not found: arn:aws:lambda:us-east-1:111122223333:'],
])('says of the function %s that it %s', async (name, kind, message) => {
  await expect(invoke(name)).rejects.toMatchObject({ kind })
  await expect(invoke(name)).rejects.toThrow(message)
})

it('prefers a function in this process, by name or by ARN', async () => {
  const seen: Json[] = []
  const handler: FunctionHandler = (event) => void seen.push(event)
  expect(await invoke('works', { works: handler })).toBeNull()
  const arn = 'arn:aws:lambda:us-east-1:111122223333:function:works'
  expect(await invoke('works:3', { [arn]: () => ({ at: new Date(0) }) })).toEqual({
    at: '1970-01-01T00:00:00.000Z',
  })
  expect(seen).toEqual([{ order: 5 }])
  const failing = () => Promise.reject(new Error('no stock'))
  await expect(invoke('works', { works: failing })).rejects.toMatchObject({ kind: 'failed' })
})
