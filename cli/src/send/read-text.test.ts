import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readText } from './read-text.ts'

function inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  const count = Math.ceil(bytes.length / size)
  return Readable.from(
    Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size)),
  )
}

async function textOf(bytes: Uint8Array, size = 7): Promise<string> {
  let text = ''
  for await (const chunk of readText(inChunks(bytes, size))) text += chunk
  return text
}

const sample = '{"name":"Schöne Grüße 🎁"}\n'.repeat(50)

describe('readText', () => {
  it.each([1, 2, 3, 1000])('reads plain and gzip text in chunks of %i bytes', async (size) => {
    expect(await textOf(Buffer.from(sample), size)).toBe(sample)
    expect(await textOf(gzipSync(sample), size)).toBe(sample)
  })

  it('reads several gzip members one after the other', async () => {
    expect(await textOf(Buffer.concat([gzipSync('a\n'), gzipSync('b\n')]))).toBe('a\nb\n')
  })

  it('leaves out a byte order mark', async () => {
    expect(await textOf(Buffer.from('\ufeff{}'))).toBe('{}')
  })

  it.each([new Uint8Array(), Buffer.from('{')])('reads very short inputs', async (bytes) => {
    expect(await textOf(bytes)).toBe(bytes.length === 0 ? '' : '{')
  })

  it.each([
    ['gzip that ends early', gzipSync(sample).subarray(0, 40), 'ends in the middle'],
    [
      'damaged gzip',
      Buffer.concat([gzipSync(sample).subarray(0, 20), Buffer.alloc(20, 7)]),
      'damaged',
    ],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe]), 'not UTF-8'],
    ['UTF-8 that ends early', Buffer.from('🎁').subarray(0, 3), 'not UTF-8'],
  ])('refuses %s', async (_name, bytes, reason) => {
    await expect(textOf(bytes)).rejects.toThrow(reason)
  })
})
