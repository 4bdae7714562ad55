import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

export interface MasterKeys {
  /** 32 bytes. Everything new is sealed with it. */
  readonly current: Buffer
  /** The key before, while what it sealed is being sealed anew. */
  readonly previous?: Buffer | undefined
}

/** Keeps secrets unreadable in the database. */
export interface Seal {
  /** Seals a text for the row that will hold it. */
  seal(plain: string, rowId: string): string
  /** Throws an Error with one sentence when key, row or text are not the ones of the sealing. */
  open(sealed: string, rowId: string): string
  /** Whether it was sealed with another key than the current one. */
  needsRotation(sealed: string): boolean
}

const version = 'v1'
const ivBytes = 12
const tagBytes = 16

/**
 * AES-256-GCM in an envelope: each text has a random key of its own, which the master key seals.
 * The form is `v1.<id of the master key>.<sealed key>.<sealed text>`. The id of the row is bound to
 * both, so that what was sealed for one row cannot be put into another.
 */
export function createSeal({ current, previous }: MasterKeys): Seal {
  const known = new Map([current, ...(previous ? [previous] : [])].map((key) => [keyId(key), key]))
  return {
    seal(plain, rowId) {
      const key = randomBytes(32)
      const id = keyId(current)
      return [
        version,
        id,
        encrypt(current, key, bound('key', id, rowId)),
        encrypt(key, Buffer.from(plain, 'utf8'), bound('text', id, rowId)),
      ].join('.')
    },
    open(sealed, rowId) {
      const { id, key, text } = partsOf(sealed)
      const master = known.get(id)
      if (!master) {
        throw new Error(
          'The secret was sealed with another master key. Set OUTCROP_SECRET_KEY to that key, or bring back its file, or enter the secret again.',
        )
      }
      const dataKey = decrypt(master, key, bound('key', id, rowId))
      return decrypt(dataKey, text, bound('text', id, rowId)).toString('utf8')
    },
    needsRotation: (sealed) => partsOf(sealed).id !== keyId(current),
  }
}

/** Tells keys apart and reveals nothing about them. */
function keyId(key: Buffer): string {
  return createHmac('sha256', key).update('outcrop key id').digest('hex').slice(0, 16)
}

function partsOf(sealed: string): { id: string; key: string; text: string } {
  const [form, id, key, text, ...rest] = sealed.split('.')
  if (form === version && id && key && text && rest.length === 0) return { id, key, text }
  throw new Error('The sealed secret is damaged: it does not have the form of one. Enter the secret again.') // prettier-ignore
}

const bound = (what: string, id: string, rowId: string): Buffer =>
  Buffer.from([version, what, id, rowId].join('\n'), 'utf8')

function encrypt(key: Buffer, plain: Buffer, about: Buffer): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(about)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url')
}

function decrypt(key: Buffer, sealed: string, about: Buffer): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const iv = bytes.subarray(0, ivBytes)
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
    decipher.setAAD(about).setAuthTag(bytes.subarray(-tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()])
  } catch {
    throw new Error(
      'The sealed secret is damaged, or belongs to another row. Enter the secret again.',
    )
  }
}
