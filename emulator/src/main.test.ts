import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterEach, expect, it } from 'vitest'
import { stsClient } from './testing/connect.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

function run(...args: string[]): { started: ChildProcess; firstLine: Promise<string> } {
  const started = spawn(process.execPath, ['--import', 'tsx', main, ...args])
  child = started
  const firstLine = new Promise<string>((resolve) => {
    const listen = (data: Buffer): void => resolve(data.toString().split('\n')[0] ?? '')
    started.stdout.once('data', listen)
    started.stderr.once('data', listen)
  })
  return { started, firstLine }
}

it('starts, serves the demo account and closes on SIGTERM', async () => {
  const { started, firstLine } = run('--port', '0')
  const [, url = ''] =
    /^The Bedrock emulator listens on (http:\/\/127\.0\.0\.1:\d+)$/.exec(await firstLine) ?? []
  const identity = await stsClient({ url }).send(new GetCallerIdentityCommand())
  expect(identity.Account).toBe('111122223333')
  started.kill('SIGTERM')
  expect(await once(started, 'exit')).toEqual([0, null])
})

it('says what to do when the port is taken', async () => {
  const first = run('--port', '0')
  const [port = ''] = /\d+$/.exec(await first.firstLine) ?? []
  const second = run('--port', port)
  expect(await second.firstLine).toMatch(
    /^The port is already taken .*choose another with --port\.$/,
  )
  first.started.kill('SIGKILL')
})

it.each([
  [['--port', 'many'], /--port must be a number from 0 to 65535, not many/],
  [['--config', '/nowhere.json'], /configuration \/nowhere\.json cannot be read/],
  [['--colour'], /Unknown option '--colour'/],
])('refuses %j', async (args, message) => {
  const { started, firstLine } = run(...args)
  const exit = once(started, 'exit')
  expect(await firstLine).toMatch(message)
  expect(await exit).toEqual([1, null])
})
