import { connect as connectHttp2 } from 'node:http2'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { textLike } from '../testing/matchers.ts'
import type { Exchange } from './exchange.ts'
import { listen, type Listener } from './listen.ts'

let listener: Listener | undefined
afterEach(async () => {
  await listener?.close()
  listener = undefined
})

async function echo(exchange: Exchange): Promise<void> {
  const body = await exchange.readBody(100)
  const text = `${exchange.method} ${exchange.rawPath} ${exchange.rawQuery} ${body.toString()} ${exchange.isHttp2}`
  exchange.start(200, { 'content-length': String(text.length) })
  exchange.end(text)
}

async function start(handle: (exchange: Exchange) => Promise<void> = echo): Promise<Listener> {
  listener = await listen(
    { port: 0, host: '127.0.0.1' },
    (exchange) => void handle(exchange).catch(() => exchange.reset()),
  )
  return listener
}

function textOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes.toString()
      if (text.includes('false')) resolve(text)
    })
    socket.on('error', () => resolve(text))
    socket.on('close', () => resolve(text))
  })
}

function overHttp2(port: number, path: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const session = connectHttp2(`http://127.0.0.1:${port}`)
    session.on('error', reject)
    const stream = session.request({ ':method': 'POST', ':path': path })
    let text = ''
    stream.on('data', (bytes: Buffer) => (text += bytes.toString()))
    stream.on('end', () => session.close(() => resolve(text)))
    stream.on('error', reject)
    stream.end(body)
  })
}

describe('listen', () => {
  it('serves both protocols on one port', async () => {
    const { port } = await start()
    const answer = await fetch(`http://127.0.0.1:${port}/a%2Fb?q=%20`, {
      method: 'POST',
      body: 'one',
    })
    expect(await answer.text()).toBe('POST /a%2Fb q=%20 one false')
    expect(await overHttp2(port, '/a%2Fb?q=1', 'two')).toBe('POST /a%2Fb q=1 two true')
  })

  it('tells the protocols apart however slowly the bytes come', async () => {
    const { port } = await start()
    const socket = connect(port, '127.0.0.1')
    const answer = textOf(socket)
    for (const character of 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nok') {
      socket.write(character)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await answer).toContain('POST /  ok false')
    socket.destroy()
  })

  it('keeps connections and answers many at once', async () => {
    const { port } = await start()
    const calls = Array.from({ length: 400 }, (_, index) =>
      index % 2 === 0
        ? overHttp2(port, `/${index}`, 'x')
        : fetch(`http://127.0.0.1:${port}/${index}`, { method: 'POST', body: 'x' }).then((answer) =>
            answer.text(),
          ),
    )
    const answers = await Promise.all(calls)
    expect(answers).toEqual(answers.map((_, index) => `POST /${index}  x ${index % 2 === 0}`))
  })

  it('refuses a body that is too large, and one that breaks off', async () => {
    const failures: string[] = []
    const { port } = await start(async (exchange) => {
      try {
        await echo(exchange)
      } catch (error) {
        failures.push(error instanceof Error ? error.constructor.name : '')
        exchange.start(413, {})
        exchange.end()
      }
    })
    const large = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: 'x'.repeat(101),
    })
    expect(large.status).toBe(413)
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 20\r\n\r\nhalf')
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    await expect.poll(() => failures).toHaveLength(2)
    expect(failures).toEqual(['BodyTooLarge', 'BrokenOff'])
  })

  it('rejects a port that is taken', async () => {
    const { port } = await start()
    await expect(listen({ port, host: '127.0.0.1' }, () => undefined)).rejects.toThrow(/EADDRINUSE/)
  })

  it('drops open connections when it closes', async () => {
    const { port, close } = await start()
    const socket = connect(port, '127.0.0.1')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await new Promise((resolve) => socket.once('connect', resolve))
    await new Promise((resolve) => setTimeout(resolve, 20))
    await close()
    await closed
    listener = undefined
  })

  it.each([
    ['headers that are too large', `GET / HTTP/1.1\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 431, 'RequestHeaderFieldsTooLargeException'],
    ['what is no HTTP', 'Hello there\r\n\r\n', 400, 'BadRequestException'],
  ])('answers %s in the shape of AWS, and closes', async (_, sent, status, code) => {
    const { port } = await start()
    const socket = connect(port, '127.0.0.1', () => socket.write(sent))
    const [head = '', body = ''] = (await textOf(socket)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head).toMatch(/^x-amzn-requestid: [0-9a-f-]{36}$/m)
    expect(head).toContain(`x-amzn-errortype: ${code}`)
    expect(JSON.parse(body)).toEqual({ message: textLike(/./) })
    expect(socket.destroyed).toBe(true)
  }) // prettier-ignore
})
