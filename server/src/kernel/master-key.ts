import { randomBytes, scryptSync } from 'node:crypto'
import {
  chmodSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, statSync, unlinkSync, writeSync,
} from 'node:fs' // prettier-ignore
import { join } from 'node:path'

const keyBytes = 32
const shortestPassphrase = 32

/**
 * Reads a master key: 32 bytes as 64 hexadecimal digits or as base64, or a passphrase of at least 32
 * characters, from which scrypt derives it. The salt is fixed, because the same passphrase must
 * give the same key on every machine. Throws an Error with one sentence.
 */
export function parseMasterKey(text: string, name = 'OUTCROP_SECRET_KEY'): Buffer {
  const given = text.trim()
  if (/^[0-9a-f]{64}$/i.test(given)) return Buffer.from(given, 'hex')
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(given)) return Buffer.from(given, 'base64url')
  if (given.length >= shortestPassphrase) {
    const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 }
    return scryptSync(given, 'outcrop master key v1', keyBytes, cost)
  }
  throw new Error(
    `${name} is too short: it must be 32 bytes in hexadecimal or base64 (try "openssl rand -base64 32"), or a passphrase of at least ${shortestPassphrase} characters.`,
  )
}

/**
 * The master key that was given, or else the one in the file `secret-key` of the data folder, which
 * the first start makes. Throws an Error with one sentence.
 */
export function masterKey(given: string | undefined, dataDir: string): Buffer {
  if (given !== undefined) return parseMasterKey(given)
  const file = keyFile(dataDir)
  if (!existsSync(file)) makeKeyFile(dataDir, file)
  return readKeyFile(file)
}

/**
 * The master key before this one: given, or else in the file that a rotation keeps beside the new
 * key. It only opens what it sealed.
 */
export function previousMasterKey(given: string | undefined, dataDir: string): Buffer | undefined {
  if (given !== undefined) return parseMasterKey(given, 'OUTCROP_PREVIOUS_SECRET_KEY')
  const file = previousKeyFile(dataDir)
  return existsSync(file) ? readKeyFile(file) : undefined
}

export const keyFile = (dataDir: string) => join(dataDir, 'secret-key')
export const previousKeyFile = (dataDir: string) => join(dataDir, 'secret-key.previous')

/** Written whole under another name first: several processes may start at once, and power may fail. */
function makeKeyFile(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, `${randomBytes(keyBytes).toString('hex')}\n`)
    fsyncSync(handle)
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    closeSync(handle)
    unlinkSync(draft)
  }
}

function readKeyFile(file: string): Buffer {
  const text = readFileSync(file, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new Error(
      `The file ${file} does not hold a master key. Bring it back from a backup, or delete it and enter the credentials of all providers again.`,
    )
  }
  // Whoever can read it can open every secret of the database.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
  return Buffer.from(text, 'hex')
}
