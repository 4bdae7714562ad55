import { expect, test } from 'vitest'
import { emulated, problemFrom } from './testing/emulated.ts'

const minuteMs = 60_000
/** How far the clock that keys are kept by has gone since the test began. */
let laterMs = 0
const world = emulated({}, { now: () => new Date(Date.now() + laterMs) })
let sessions = 0

const connect = () =>
  world.connection({
    endpoint: world.emulator.url,
    credentials: {
      type: 'assume_role',
      role_arn: 'arn:aws:iam::111122223333:role/OutcropBedrock',
      external_id: 'outcrop-demo',
      session_name: `outage-${(sessions += 1)}`,
      source: {
        type: 'access_key',
        access_key_id: 'AKIAEMULATOR00000001',
        secret_access_key: 'emulator-secret-key-do-not-use-elsewhere',
      },
    },
  })
const hello = (connection: ReturnType<typeof connect>) =>
  world.bedrock.converse(
    connection,
    { model: 'amazon.nova-micro-v1:0', messages: [{ role: 'user', text: 'Hello' }], inference: {} },
    { signal: new AbortController().signal },
  )
const count = (operation: string) => world.emulator.calls.count(operation)

test.each([
  ['answers that it is down', { error: 'ServiceUnavailable' }, 'service-unavailable'],
  ['breaks every connection', { reset: true }, 'connection-lost'],
])('while STS %s, calls go on with the keys at hand until they expire', async (_, fault, code) => {
  laterMs = 0
  const connection = connect()
  await hello(connection)
  world.emulator.faults.set([{ operation: 'AssumeRole', ...fault }])

  // Due to be refreshed; the refresh fails behind the call.
  for (laterMs = 10 * minuteMs; laterMs < 59 * minuteMs; laterMs += 7 * minuteMs) {
    await hello(connection)
    await expect.poll(() => world.emulator.calls.inFlight()).toBe(0)
  }
  expect(count('Converse')).toBe(8)
  await expect.poll(() => world.logged.length).toBeGreaterThan(0)
  expect(world.logged.join()).toContain(code)

  laterMs = 61 * minuteMs
  const problem = await problemFrom(hello(connection))
  expect(problem.code).toBe(code)
  expect(problem.toDocument()).toMatchObject({ retry: true, who: 'nobody' })
  expect(problem.message).toContain(
    'Assuming the role arn:aws:iam::111122223333:role/OutcropBedrock',
  )
  expect(count('Converse')).toBe(8)

  // Whoever comes meanwhile is told when to come again, and STS is left in peace.
  const asked = count('AssumeRole')
  const again = await problemFrom(hello(connection))
  expect(again.retryAfterMs).toBeGreaterThan(0)
  expect(again.retryAfterMs).toBeLessThanOrEqual(30_000)
  expect(count('AssumeRole')).toBe(asked)

  world.emulator.faults.clear()
  laterMs += again.retryAfterMs ?? 0
  await hello(connection)
  expect(count('Converse')).toBe(9)
  expect(count('AssumeRole')).toBe(asked + 1)
})
