import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startSmallApi, type SmallApi } from '../testing/small-api.ts'

let api: SmallApi | undefined
beforeEach(() => vi.unstubAllEnvs())
afterEach(() => api?.close())

const page = { items: [], next: null }
const page200 = (_: unknown, response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>')
}

describe('the address of the server', () => {
  it.each(['localhost:4700', 'outcrop', '', 'ftp://outcrop'])('is not %j', async (url) => {
    const { exitCode, stderr } = await runCli(['providers', '--url', url])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('It must begin with http:// or https://')
  })

  it('is looked at in the environment, too, and may end with slashes', async () => {
    vi.stubEnv('OUTCROP_URL', 'localhost')
    expect((await runCli(['providers'])).stderr).toContain("from env 'OUTCROP_URL' is invalid")

    api = await startSmallApi({ 'GET /api/v1/providers': () => page })
    vi.stubEnv('OUTCROP_URL', `${api.url}//`)
    expect((await runCli(['providers'])).stdout).toContain('No providers.')
  })
})

describe('a server that is something else', () => {
  it.each([
    ['a page', page200, 'The answer is not JSON.'],
    ['other JSON', () => ({ items: 'none' }), 'at "items": Invalid input'],
    [
      'an error without a problem',
      (_: unknown, response: ServerResponse) => void response.writeHead(502).end('Bad gateway'),
      'The answer is HTTP 502 without a problem document.',
    ],
  ])('gives %s, which is told as such', async (_, answer, words) => {
    api = await startSmallApi({ 'GET /api/v1/providers': answer })
    const { exitCode, stderr, summary } = await runCli(['providers', '--url', api.url, '--json'])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('This does not answer as an Outcrop server does')
    expect(stderr).toContain(words)
    expect(stderr).toContain('Check --url or OUTCROP_URL')
    expect(summary).toMatchObject({ ok: false })
  })
})

describe('a word too many', () => {
  it('is answered with the commands that there are', async () => {
    const { exitCode, stderr } = await runCli(['feeds', 'shwo', 'Cart'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('too many words: "shwo Cart"')
    expect(stderr).toContain('The commands of feeds are: get, create, update, delete.')
  })

  it('is refused by a command without others, before a server is asked', async () => {
    const { exitCode, stderr } = await runCli(['replay', 'run_1', 'run_2'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('too many words: "run_1 run_2".')
  })
})

describe('the programs', () => {
  it.each(['start', 'serve', 'work', 'migrate', 'rotate-key'])(
    '%s refuses options, which it would not heed',
    async (name) => {
      const { exitCode, stderr } = await runCli([name, '--port', '4800'])
      expect(exitCode).toBe(2)
      expect(stderr).toContain("unknown option '--port'")
    },
  )
})
