import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs' // prettier-ignore
import { join } from 'node:path'
import { keyFile, previousKeyFile } from './master-key.ts'

/**
 * Puts a new master key into the key file of the data folder and keeps the old one beside it. Done
 * again after it was cut off, it goes on; when it was done before, it says 'begun' and does nothing.
 */
export function beginKeyRotation(dataDir: string): 'made' | 'begun' {
  const [file, previous] = [keyFile(dataDir), previousKeyFile(dataDir)]
  if (!existsSync(previous)) linkSync(file, previous)
  else if (!readFileSync(previous).equals(readFileSync(file))) return 'begun'
  const draft = join(dataDir, `secret-key.${process.pid}.${randomBytes(4).toString('hex')}`)
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, `${randomBytes(32).toString('hex')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
  return 'made'
}

/** Forgets the old key, once nothing is sealed with it. */
export function endKeyRotation(dataDir: string): void {
  unlinkSync(previousKeyFile(dataDir))
}
