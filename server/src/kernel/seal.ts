import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

export interface Seal {
  seal(plain: string, rowId: string): string
  open(sealed: string, rowId: string): string
}

/** AES-256-GCM with a random data key per row, sealed by the master key; the row id is bound in. */
export function createSeal({ current }: { current: Buffer }): Seal {
  const keyId = createHash('sha256').update(current).digest('hex').slice(0, 8)
  return {
    seal: (plain, rowId) => {
      const key = randomBytes(32)
      return [
        'v1',
        keyId,
        encrypt(current, key, rowId),
        encrypt(key, Buffer.from(plain), rowId),
      ].join('.')
    },
    open: (sealed, rowId) => {
      const [version, id, key = '', body = ''] = sealed.split('.')
      if (version !== 'v1' || id !== keyId)
        throw new Error(
          'A secret was sealed with another master key. Set OUTCROP_SECRET_KEY to the one it was sealed with.',
        )
      return decrypt(decrypt(current, key, rowId), body, rowId).toString()
    },
  }
}

function encrypt(key: Buffer, plain: Buffer, rowId: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(rowId))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  )
}

function decrypt(key: Buffer, text: string, rowId: string): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(
    Buffer.from(rowId),
  )
  cipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()])
}
