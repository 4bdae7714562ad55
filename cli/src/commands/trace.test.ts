import { afterEach, describe, expect, it } from 'vitest'
import { runCli } from '../testing/run-cli.ts'
import { eventId } from '../testing/samples.ts'
import { startSmallApi, type Answer, type SmallApi } from '../testing/small-api.ts'

let api: SmallApi | undefined
afterEach(() => api?.close())

const at = '2026-06-01T12:00:00.000Z'
const line = (text: string) => ({ at, group: 'event', text, event_id: eventId(1) })
const frame = (id: number, text: string) =>
  `event: line\nid: ${id}\ndata: ${JSON.stringify(line(text))}\n\n`
const stream = (number: number, profile: string) => ({
  id: `str_${String(number).padStart(32, '0')}`,
  account: 'demo',
  profile,
  max_requests_per_s: null,
  created_at: at,
})
const started = {
  id: 'abc123',
  stream_id: stream(1, 'shop').id,
  started_at: at,
  expires_at: at,
  ended_at: null,
  events: 0,
}

async function trace(answers: Record<string, Answer>, ...args: string[]) {
  api = await startSmallApi(answers)
  return runCli(['trace', ...args, '--url', api.url])
}

const live = (answer: Answer) => ({ 'GET /api/v1/traces/abc123/live': answer })

describe('outcrop trace of what was recorded', () => {
  const recorded = {
    'GET /api/v1/traces/abc123': () => ({ ...started, lines: [line('second'), line('third')] }),
  }

  it('shows it again at its pace', async () => {
    const { exitCode, stdout } = await trace(recorded, 'abc123', '--replay', '--speed', '20')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/second[^]*third/)
  })

  it('sends its events again, into a trace of their own', async () => {
    const answers = {
      'POST /api/v1/traces/abc123/send-again': () => ({ ...started, id: 'def456' }),
    }
    const { summary } = await trace(answers, 'abc123', '--send-again', '--json')
    expect(summary).toMatchObject({ ok: true, trace: { id: 'def456' } })
  })

  it('sends no single event again', async () => {
    const { exitCode, stderr } = await trace({}, eventId(1), '--send-again')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Only the events of a trace can be sent again')
  })
})

describe('outcrop trace', () => {
  it('shows what happened because of an event', async () => {
    const { exitCode, stdout } = await trace(
      {
        [`GET /api/v1/events/${eventId(1)}/trace`]: () => ({
          event_id: eventId(1),
          lines: [line('Received Event: x')],
        }),
      },
      eventId(1),
    )
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`12:00:00.000  event     Received Event: x  ${eventId(1)}`)
  })

  it('follows a trace to its end', async () => {
    const answers = live((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(`: hi\n\n${frame(1, 'one')}${frame(2, 'two')}event: end\ndata: {}\n\n`)
    })
    const { stdout, stderr, summary } = await trace(answers, 'abc123', '--follow', '--json')
    expect(stdout).toContain('"text":"one"')
    expect(stderr).toContain('The trace has ended.')
    expect(summary).toEqual({ ok: true, trace_id: 'abc123', lines: 2 })
  })

  it('goes on after the last line it saw when the connection breaks', async () => {
    const seen: unknown[] = []
    const answers = live(({ headers }, response) => {
      seen.push(headers['last-event-id'])
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      if (seen.length > 1) response.end(`${frame(2, 'two')}event: end\ndata: {}\n\n`)
      else response.write(frame(1, 'one'), () => setTimeout(() => response.destroy(), 20))
    })
    const { stdout, stderr } = await trace(answers, 'abc123', '--follow')
    expect(seen).toEqual([undefined, '1'])
    expect(stdout.match(/one|two/g)).toEqual(['one', 'two'])
    expect(stderr).toContain('Connecting again')
  })

  it('fails when the server was never there', async () => {
    const { exitCode, stderr } = await runCli([
      'trace',
      'abc',
      '--follow',
      '--url',
      'http://127.0.0.1:1',
    ])
    expect(exitCode).toBe(1)
    expect(stderr).toContain('The server cannot be reached')
  })

  it('tells when there is no such trace', async () => {
    const { exitCode, stderr } = await trace({}, 'abc123', '--follow')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('404')
  })

  it('starts a trace on the only stream', async () => {
    const { stdout, summary } = await trace(
      {
        'GET /api/v1/streams': () => ({ items: [stream(1, 'shop')], next: null }),
        'POST /api/v1/traces': () => started,
      },
      '--start',
      '--json',
    )
    expect(stdout).toContain('abc123')
    expect(summary).toEqual({ ok: true, trace: started })
  })

  it.each([
    [['--start'], 'There are several streams.'],
    [['--start', '--stream', 'demo/other'], 'There is no stream "demo/other".'],
    [[], 'Name either an event or trace'],
    [['abc', '--start'], 'Name either an event or trace'],
    [[eventId(1), '--follow'], 'Only a trace can be followed'],
  ])('ends %j with 2', async (args, reason) => {
    const streams = { items: [stream(1, 'shop'), stream(2, 'app')], next: null }
    const { exitCode, stderr } = await trace({ 'GET /api/v1/streams': () => streams }, ...args)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(reason)
  })
})
