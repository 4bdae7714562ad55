import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { masterKey, parseMasterKey } from './master-key.ts'

describe('parseMasterKey', () => {
  const bytes = randomBytes(32)

  test.each([
    ['hexadecimal', bytes.toString('hex')],
    ['capital hexadecimal', bytes.toString('hex').toUpperCase()],
    ['base64', bytes.toString('base64')],
    ['base64 for URLs', bytes.toString('base64url')],
    ['base64 with a line break', `${bytes.toString('base64')}\n`],
  ])('takes 32 bytes as %s', (_, given) => {
    expect(parseMasterKey(given)).toEqual(bytes)
  })

  test('derives a key from a passphrase, always the same, and another from another', () => {
    const phrase = 'correct horse battery staple and more'
    const key = parseMasterKey(phrase)
    expect(key).toHaveLength(32)
    expect(parseMasterKey(phrase)).toEqual(key)
    expect(parseMasterKey(`${phrase}!`)).not.toEqual(key)
  })

  test.each(['', 'short', 'x'.repeat(31)])('refuses "%s" without repeating it', (given) => {
    expect(() => parseMasterKey(given)).toThrow('OUTCROP_SECRET_KEY is too short')
  })
})

describe('the key file', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'outcrop-key-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('is made once, for the owner only, and read from then on', () => {
    const dataDir = join(folder, 'data')
    const key = masterKey(undefined, dataDir)
    expect(key).toHaveLength(32)
    expect(masterKey(undefined, dataDir)).toEqual(key)
    expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600)
    expect(readdirSync(dataDir)).toEqual(['secret-key'])
  })

  test('is not made when a key is given', () => {
    masterKey('x'.repeat(32), folder)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is closed to others when it was open', () => {
    masterKey(undefined, folder)
    chmodSync(join(folder, 'secret-key'), 0o644)
    masterKey(undefined, folder)
    expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600)
  })

  test.each(['', 'abc', 'g'.repeat(64)])('is refused, and kept, when it holds "%s"', (content) => {
    const file = join(folder, 'secret-key')
    writeFileSync(file, content)
    expect(() => masterKey(undefined, folder)).toThrow('does not hold a master key')
    expect(readFileSync(file, 'utf8')).toBe(content)
  })

  test('is the same for processes that start together', async () => {
    const module = fileURLToPath(new URL('./master-key.ts', import.meta.url))
    const program = `import(${JSON.stringify(module)}).then(({ masterKey }) => process.stdout.write(masterKey(undefined, ${JSON.stringify(folder)}).toString('hex')))`
    const keys = await Promise.all(
      Array.from({ length: 4 }, () =>
        text(spawn(process.execPath, ['--import', 'tsx', '-e', program]).stdout),
      ),
    )
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set(keys).size).toBe(1)
    expect(readdirSync(folder)).toEqual(['secret-key'])
  })
})
