import { parseArgs } from 'node:util'
import { readConfigurationFile } from './read-configuration-file.ts'
import { startEmulator, type EmulatorOptions } from './start-emulator.ts'

const usage = `Usage: main.ts [--port 4701] [--config FILE]

  --port PORT     where it listens on 127.0.0.1; 0 takes a free one (default: 4701)
  --config FILE   accounts, keys, roles, models, prompts, flows and agents, as JSON (README.md)
  --help          this text`

try {
  const options = readOptions()
  if (options) await run(options)
  else console.log(usage)
} catch (error) {
  console.error(reasonOf(error))
  process.exitCode = 1
}

async function run(options: EmulatorOptions): Promise<void> {
  const emulator = await startEmulator(options)
  console.log(`The Bedrock emulator listens on ${emulator.url}`)
  const stop = (): void => {
    void emulator.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error.message
  return `The port is already taken (${error.message}). Stop the program that has it, or choose another with --port.`
}

/** Undefined when only the usage is asked for. */
function readOptions(): EmulatorOptions | undefined {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4701' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return undefined
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not ${values.port}.\n${usage}`)
  }
  return { ...(values.config !== undefined && readConfigurationFile(values.config)), port }
}
