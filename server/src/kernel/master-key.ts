import { randomBytes, scryptSync } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The master key from the environment, or from a file that the first start makes in the data folder. */
export function masterKey(given: string | undefined, dataDir: string): Buffer {
  if (given !== undefined) return scryptSync(given, 'outcrop master key', 32)
  const file = join(dataDir, 'secret-key')
  if (!existsSync(file))
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
}
