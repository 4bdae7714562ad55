import fc from 'fast-check'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { startSmallApi } from '../testing/small-api.ts'
import {
  startUnreliableIntake,
  type Manner,
  type StoredEvent,
  type UnreliableIntake,
} from '../testing/unreliable-intake.ts'
import { writeEvents } from '../testing/write-events.ts'

const folder = mkdtempSync(join(tmpdir(), 'outcrop-send-'))
afterAll(() => rmSync(folder, { recursive: true }))

const open: UnreliableIntake[] = []
afterEach(async () => {
  for (const intake of open.splice(0)) await intake.close()
})

async function intakeWith(mannerOf: (request: number) => Manner): Promise<UnreliableIntake> {
  const intake = await startUnreliableIntake(mannerOf)
  open.push(intake)
  return intake
}

const file = (name: string) => join(folder, name)
const range = (count: number) => Array.from({ length: count }, (_, n) => n)

function expectEachOnceInOrder(stored: readonly StoredEvent[], count: number): void {
  expect(stored.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(range(count))
  const visitors = new Set(stored.map(({ visitor }) => visitor))
  visitors.delete(null)
  for (const visitor of visitors) {
    const numbers = stored.filter((event) => event.visitor === visitor).map(({ number }) => number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  }
}

describe('outcrop send', () => {
  it('loses nothing and stores nothing twice, whatever the server does to the connection', async () => {
    const manners = fc.array(
      fc.constantFrom<Manner>('store', 'store-slowly', 'store-then-drop', 'store-then-500', 'drop-at-once', 'drop-half-read', 'busy', 'too-many'),
      { minLength: 1, maxLength: 15 },
    ) // prettier-ignore
    const lanes = fc.integer({ min: 1, max: 4 })
    const batches = fc.integer({ min: 3, max: 40 })
    const path = file('events.jsonl')
    const count = writeEvents(path, 120, 9)
    await fc.assert(
      fc.asyncProperty(manners, lanes, batches, async (script, concurrency, batch) => {
        const intake = await startUnreliableIntake((request) => script[request] ?? 'store')
        const options = ['--concurrency', String(concurrency), '--batch', String(batch)]
        const { exitCode, summary } = await runCli([
          'send',
          path,
          '--url',
          intake.url,
          ...options,
          '--json',
        ])
        await intake.close()
        expect(exitCode).toBe(0)
        expect(summary).toMatchObject({
          ok: true,
          events_accepted: count,
          batches: new Set(intake.keys).size,
        })
        expectEachOnceInOrder(intake.stored, count)
        expect(existsSync(`${path}.sending`)).toBe(false)
      }),
      { numRuns: 8 },
    )
  }, 120_000)

  it('sends large bodies compressed, and a compressed file as it was', async () => {
    const intake = await intakeWith(() => 'store')
    const path = file('large.jsonl')
    const count = writeEvents(path, 300, 5, 400)
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)))
    const { exitCode, stdout } = await runCli(['send', `${path}.gz`, '--url', intake.url])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('300 events accepted in 3 batches')
    expectEachOnceInOrder(intake.stored, count)
  })

  it('reads standard input, in which nothing else is known', async () => {
    const intake = await intakeWith((request) => (request === 1 ? 'store-then-drop' : 'store'))
    const stdin = Readable.from(['[{"n":0},{"n":1},', '{"n":2}]'])
    const options = [
      '--url',
      intake.url,
      '--account',
      'a',
      '--profile',
      'p',
      '--batch',
      '1',
      '--json',
    ]
    const { exitCode, summary } = await runCli(['send', '-', ...options], { stdin })
    expect(exitCode).toBe(0)
    expect(summary).toMatchObject({ events_accepted: 3, retries: 1 })
    expectEachOnceInOrder(intake.stored, 3)
  })

  it('goes on with --resume where Ctrl-C stopped it, without asking for what it knows', async () => {
    const path = file('stopped.jsonl')
    const count = writeEvents(path, 100, 3)
    const stop = new AbortController()
    const intake = await intakeWith((request) => {
      if (request === 4) stop.abort()
      return request === 4 ? 'store-slowly' : 'store'
    })
    const options = ['--url', intake.url, '--batch', '10']
    const first = await runCli(['send', path, ...options], { signal: stop.signal })
    expect(first.exitCode).toBe(1)
    expect(first.stderr).toContain('Stopped')
    expect(first.stderr).toContain(`outcrop send ${path} --resume`)
    const second = await runCli(['send', path, ...options, '--resume', '--json'])
    expect(second.summary).toMatchObject({
      ok: true,
      events_accepted: 100,
      events_resumed: 40,
      batches: 6,
    })
    expect(intake.keys).toHaveLength(4 + 1 + 6)
    expectEachOnceInOrder(intake.stored, count)
  })

  it('survives being killed at any time: running it again completes the job', async () => {
    const path = file('killed.jsonl')
    const count = writeEvents(path, 400, 11)
    const intake = await intakeWith(() => 'store-slowly')
    const command = fileURLToPath(new URL('../../bin/outcrop.mjs', import.meta.url))
    const words = [command, 'send', path, '--url', intake.url, '--batch', '4', '--concurrency', '2']
    for (const extra of [[], ['--resume']]) {
      const before = intake.keys.length
      const child = spawn(process.execPath, [...words, ...extra], { stdio: 'ignore' })
      while (intake.keys.length < before + 15) await sleep(2)
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    const child = spawn(process.execPath, [...words, '--resume'], { stdio: 'ignore' })
    expect(await once(child, 'exit')).toEqual([0, null])
    expectEachOnceInOrder(intake.stored, count)
  }, 60_000)

  it('sends a file once, and once more with --again', async () => {
    const path = file('again.jsonl')
    writeEvents(path, 20, 3)
    const intake = await intakeWith(() => 'store')
    await runCli(['send', path, '--url', intake.url])
    await runCli(['send', path, '--url', intake.url])
    expect(intake.stored).toHaveLength(20)
    await runCli(['send', path, '--url', intake.url, '--again'])
    expect(intake.stored).toHaveLength(40)
  })

  it('leaves out the beginning with --skip', async () => {
    const path = file('skip.jsonl')
    writeEvents(path, 20, 3)
    const intake = await intakeWith(() => 'store')
    const { summary } = await runCli(['send', path, '--url', intake.url, '--skip', '15', '--json'])
    expect(summary).toMatchObject({ events_accepted: 5 })
    expect(intake.stored.map(({ number }) => number)).toEqual([15, 16, 17, 18, 19])
  })

  it('sends nothing of a file with a mistake', async () => {
    const path = file('mistake.jsonl')
    writeEvents(path, 20, 3)
    writeFileSync(path, 'not json\n', { flag: 'a' })
    const intake = await intakeWith(() => 'store')
    const { exitCode, stderr, summary } = await runCli([
      'send',
      path,
      '--url',
      intake.url,
      '--json',
    ])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Line 21: this is not JSON')
    expect(summary).toMatchObject({ ok: false })
    expect(intake.keys).toEqual([])
  })

  it('stops at a refusal with the line, what is stored, and how to go on', async () => {
    const path = file('refused.jsonl')
    writeEvents(path, 30, 3)
    let requests = 0
    const api = await startSmallApi({
      'POST /bulk-event': (_, response) => {
        requests += 1
        response
          .writeHead(requests === 3 ? 400 : 200, {
            'x-error': 'The key at "events[4].a.b" has a period.',
          })
          .end()
      },
    })
    const { exitCode, stderr } = await runCli(['send', path, '--url', api.url, '--batch', '10'])
    await api.close()
    expect(exitCode).toBe(1)
    expect(stderr).toContain('The server refused events (HTTP 400)')
    expect(stderr).toContain(`Line 25 of ${path}: The key at "events[4].a.b" has a period.`)
    expect(stderr).toContain('20 events before that are stored.')
    expect(stderr).toContain('"--skip 20" leaves out what is stored')
    expect(requests).toBe(3)
  })

  it('gives up after the time it was given, and says how to go on', async () => {
    const path = file('gave-up.jsonl')
    writeEvents(path, 20, 3)
    const intake = await intakeWith(() => 'busy')
    const { exitCode, stderr } = await runCli([
      'send',
      path,
      '--url',
      intake.url,
      '--give-up-after',
      '100ms',
    ])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Gave up')
    expect(stderr).toContain('Full.')
    expect(stderr).toContain('--resume')
  })

  it.each([
    [['send', 'x.jsonl', '--batch', '501'], 'whole number from 1 to 500'],
    [['send', 'x.jsonl', '--rate', '0'], 'number above 0'],
    [['send', 'x.jsonl', '--give-up-after', 'soon'], 'such as 90s'],
    [['send', '-', '--resume'], 'cannot be read a second time'],
    [['send'], "missing required argument 'file'"],
  ])('ends %j with 2', async (args, reason) => {
    const { exitCode, stderr } = await runCli(args)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(reason)
  })
})
