import { linkSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keyFile, masterKey, previousKeyFile, previousMasterKey } from './master-key.ts'
import { beginKeyRotation, endKeyRotation } from './rotate-key-file.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'outcrop-key-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

it('keeps the old key beside a new one that nobody else can read, until it is ended', () => {
  const old = masterKey(undefined, dataDir)

  expect(beginKeyRotation(dataDir)).toBe('made')

  expect(masterKey(undefined, dataDir)).not.toEqual(old)
  expect(previousMasterKey(undefined, dataDir)).toEqual(old)
  expect(statSync(keyFile(dataDir)).mode & 0o777).toBe(0o600)
  endKeyRotation(dataDir)
  expect(previousMasterKey(undefined, dataDir)).toBeUndefined()
})

it('that has begun is not begun again: the old key would be lost', () => {
  const old = masterKey(undefined, dataDir)
  beginKeyRotation(dataDir)
  const next = readFileSync(keyFile(dataDir), 'utf8')

  expect(beginKeyRotation(dataDir)).toBe('begun')

  expect(readFileSync(keyFile(dataDir), 'utf8')).toBe(next)
  expect(previousMasterKey(undefined, dataDir)).toEqual(old)
})

it('goes on when it was cut off before the new key was written', () => {
  const old = masterKey(undefined, dataDir)
  linkSync(keyFile(dataDir), previousKeyFile(dataDir))

  expect(beginKeyRotation(dataDir)).toBe('made')

  expect(masterKey(undefined, dataDir)).not.toEqual(old)
  expect(previousMasterKey(undefined, dataDir)).toEqual(old)
})
