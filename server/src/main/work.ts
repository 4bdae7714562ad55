import './quiet-sdk.ts'
import { fail } from './fail.ts'
import { readEnvironment } from './read-environment.ts'
import { runServer } from './run-server.ts'
import { stopOnSignal } from './stop-on-signal.ts'

/** Stream processor and worker only; any number of these may share one PostgreSQL. */
async function work(): Promise<void> {
  const config = readEnvironment()
  const server = await runServer(config, { serve: false, work: true }, config.emulatorUrl ?? null)
  stopOnSignal(() => server.stop())
  process.stdout.write('Outcrop works\n')
}

work().catch(fail)
