import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { Rejection } from './rejection.ts'

const decoders: Record<
  string,
  (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>
> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/** The text of a request body. A body that inflates beyond `maxBytes` is refused while it inflates. */
export async function readBody(
  body: unknown,
  encoding: string | undefined,
  maxBytes: number,
): Promise<string> {
  if (!Buffer.isBuffer(body)) throw new Rejection('The request body is empty.')
  const plain =
    encoding === undefined || encoding === 'identity'
      ? body
      : await inflated(body, encoding, maxBytes)
  if (plain.length > maxBytes) {
    throw new Rejection(
      `The request body has ${plain.length} bytes; at most ${maxBytes} are accepted.`,
    )
  }
  if (!isUtf8(plain)) throw new Rejection('The request body is not valid UTF-8.')
  return plain.toString()
}

async function inflated(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const decode = decoders[encoding.trim().toLowerCase()]
  if (!decode)
    throw new Rejection(`Unknown Content-Encoding "${encoding}". Use gzip, deflate or br.`)
  try {
    return await decode(body, { maxOutputLength: maxBytes })
  } catch (error) {
    const tooLarge = error instanceof RangeError
    throw new Rejection(
      tooLarge
        ? `The request body inflates to more than ${maxBytes} bytes.`
        : `The request body is not valid ${encoding}.`,
    )
  }
}
