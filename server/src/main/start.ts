import './quiet-sdk.ts'
import type { Parts } from './compose.ts'
import { fail } from './fail.ts'
import { firstStart } from './first-start.ts'
import { readEnvironment } from './read-environment.ts'
import { runServer } from './run-server.ts'
import { startEmulator } from './start-emulator.ts'
import { stopOnSignal } from './stop-on-signal.ts'

/** Everything in one process: database, emulator, intake, API, console, stream processor and worker. */
async function start(): Promise<void> {
  const config = readEnvironment()
  const emulator = await startEmulator(config)
  const server = await runServer(config, { serve: true, work: true }, emulator.url)
  const stop = async () => {
    await server.stop()
    await emulator.close()
  }
  const link = await signInLink(server.parts).catch(async (error: unknown) => {
    // Or the database would go on without anybody.
    await stop()
    throw error
  })
  stopOnSignal(stop)
  process.stdout.write(
    [
      '',
      `  Outcrop is ready:   ${config.url}`,
      `  Sign in once with:  ${config.url}${link}`,
      `  Bedrock emulator:   ${emulator.url}`,
      '',
      '',
    ].join('\n'),
  )
}

/** Where the owner of the first organization, made when there is none, signs in. */
async function signInLink(parts: Parts): Promise<string> {
  const { ownerEmail } = await firstStart(parts)
  return parts.access.createSignInLink(ownerEmail)
}

start().catch(fail)
