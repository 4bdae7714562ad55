import { request } from 'node:http'
import { connect } from 'node:http2'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { startEmulator } from '../index.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator(() => startEmulator({ allowedHosts: ['bedrock'] }))

const overHttp1 = (host: string, path: string, method = 'GET') =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const { port } = emulator()
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { host } }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }), reject)
    })
    sent.on('error', reject)
    sent.end()
  })

const statusOverHttp2 = (authority: string, path: string) =>
  new Promise<unknown>((resolve, reject) => {
    const session = connect(emulator().url)
    const stream = session.request({ ':path': path, ':authority': authority })
    stream.on('response', (headers) => {
      resolve(headers[':status'])
      session.destroy()
    })
    stream.on('error', reject)
  })

const page = 'rebound.example:4701'

it('lets no page use its control door under a name that was pointed at it', async () => {
  emulator().faults.set([{ error: 'ThrottlingException' }])
  const refused = await overHttp1(page, '/_emulator/faults', 'DELETE')
  expect(refused.status).toBe(403)
  expect(refused.body).toContain('does not answer to the name \\"rebound.example:4701\\"')
  expect(emulator().faults.list()).toHaveLength(1)
  expect((await overHttp1(page, '/_emulator/calls')).status).toBe(403)
  expect(await statusOverHttp2(page, '/_emulator/calls')).toBe(403)
})

it('tells such a page nothing about models either, whatever it has signed', async () => {
  expect(await overHttp1(page, '/foundation-models')).toMatchObject({ status: 403, body: expect.stringContaining('allowedHosts') }) // prettier-ignore
})

it('answers under its own names, and under those that were allowed', async () => {
  const { port } = emulator()
  for (const name of [`127.0.0.1:${port}`, `localhost:${port}`, 'bedrock:4701']) {
    expect((await overHttp1(name, '/_emulator/health')).status).toBe(200)
    expect(await statusOverHttp2(name, '/_emulator/health')).toBe(200)
  }
})
