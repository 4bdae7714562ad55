import './quiet-sdk.ts'
import { fail } from './fail.ts'
import { readEnvironment } from './read-environment.ts'
import { runServer } from './run-server.ts'
import { stopOnSignal } from './stop-on-signal.ts'

/** Intake, API and console only; any number of these may share one PostgreSQL. */
async function serve(): Promise<void> {
  const config = readEnvironment()
  const server = await runServer(config, { serve: true, work: false }, config.emulatorUrl ?? null)
  stopOnSignal(() => server.stop())
  process.stdout.write(`Outcrop serves at ${config.url}\n`)
}

serve().catch(fail)
