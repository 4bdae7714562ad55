import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the configuration', () => {
  it('works without any variable', () => {
    expect(readConfig({})).toMatchObject({
      port: 4700,
      emulatorPort: 4701,
      dataDir: './data',
      demo: true,
      url: 'http://localhost:4700',
    })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ DATABASE_URL: '', OUTCROP_PORT: '' })).toMatchObject({
      databaseUrl: undefined,
      port: 4700,
    })
  })

  it.each([
    ['OUTCROP_PORT', '99999', 'must be at most 65,535'],
    ['OUTCROP_PORT', 'abc', 'must be a whole number'],
    ['OUTCROP_PORT', ' ', 'must be a whole number'],
    ['OUTCROP_LEASE_S', '1', 'must be at least 2'],
    ['OUTCROP_DEMO', 'maybe', 'must be "on" or "off"'],
    ['OUTCROP_URL', 'outcrop', 'must be a URL that begins with http:// or https://'],
    ['OUTCROP_EMULATOR_URL', 'ftp://x', 'must be a URL that begins with http:// or https://'],
    ['OUTCROP_API_KEY', 'short', 'must have 16 to 500 characters and no spaces'],
    ['OUTCROP_API_KEY', 'has spaces but is long enough', 'must have 16 to 500 characters'],
    ['DATABASE_URL', 'localhost:5432', 'must be the address of a PostgreSQL'],
    ['OUTCROP_EVENT_LOG', 'nats://localhost', 'must be "postgres" in this version'],
    ['OUTCROP_LOG_LEVEL', 'loud', 'must be "debug", "info", "warn", "error" or "silent"'],
  ])('refuses %s=%j and says what it must be', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}: ${sentence}`)
  })

  it.each(['postgres://me@db/outcrop', 'postgresql://db/outcrop', 'socket:/run/pg?db=outcrop'])(
    'takes %s for the database',
    (url) => expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url),
  )

  it('names every mistake at once', () => {
    expect(() => readConfig({ OUTCROP_PORT: '-1', OUTCROP_DEMO: 'x' })).toThrow(
      /OUTCROP_PORT[^]*OUTCROP_DEMO/,
    )
  })

  it('is described in the guide, variable by variable', () => {
    const guide = readFileSync(new URL('../../docs/guide/operating.md', import.meta.url), 'utf8')
    const source = readFileSync(new URL('config.ts', import.meta.url), 'utf8')
    const names = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(15)
    expect(names.filter((name) => !guide.includes(`| \`${name}\` `))).toEqual([])
  })
})
