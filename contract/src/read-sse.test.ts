import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSse, type SseMessage } from './read-sse.ts'

async function read(chunks: readonly string[]): Promise<SseMessage[]> {
  const messages: SseMessage[] = []
  for await (const message of readSse(arriving(chunks))) messages.push(message)
  return messages
}

async function* arriving(chunks: readonly string[]): AsyncGenerator<string> {
  for (const chunk of chunks) yield await Promise.resolve(chunk)
}

describe('readSse', () => {
  it('reads event, data over several lines and id, and leaves out heartbeats', async () => {
    const text =
      ': hello\n\nevent: line\nid: 7\ndata: {"a":1}\n\n:\n\ndata: x\ndata: y\n\nevent: end\ndata:\n\n'
    expect(await read([text])).toEqual([
      { event: 'line', id: '7', data: '{"a":1}' },
      { event: 'message', id: undefined, data: 'x\ny' },
      { event: 'end', id: undefined, data: '' },
    ])
  })

  it('does not mind where the chunks end', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme-ascii' }), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (data, size) => {
        const text = data.map((each) => `data: ${each}\n\n`).join('')
        const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
          text.slice(n * size, (n + 1) * size),
        )
        expect((await read(chunks)).map((message) => message.data)).toEqual(data)
      }),
    )
  })

  it('leaves out a message that was cut off', async () => {
    expect(await read(['data: a\n\ndata: b'])).toHaveLength(1)
  })
})
