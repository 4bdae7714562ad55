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
    ['OUTCROP_PORT', '99999'],
    ['OUTCROP_PORT', 'abc'],
    ['OUTCROP_DEMO', 'maybe'],
    ['OUTCROP_API_KEY', 'short'],
    ['OUTCROP_EVENT_LOG', 'nats://localhost'],
    ['OUTCROP_LOG_LEVEL', 'loud'],
  ])('refuses %s=%s by its name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name)
  })

  it('names every mistake at once', () => {
    expect(() => readConfig({ OUTCROP_PORT: '-1', OUTCROP_DEMO: 'x' })).toThrow(
      /OUTCROP_PORT[^]*OUTCROP_DEMO/,
    )
  })
})
