import './quiet-sdk.ts'
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
  const { ownerEmail } = await firstStart(server.parts)
  const link = await server.parts.access.createSignInLink(ownerEmail)
  stopOnSignal(async () => {
    await server.stop()
    await emulator.close()
  })
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

start().catch(fail)
