import type { Command } from 'commander'
import { z } from 'zod'

interface Entry {
  readonly name: string
  readonly summary: string
  readonly description: string
  /** The file that is the program, from the root of the repository. */
  readonly file: string
  /** What it takes on the command line, with what that means; the others are set up by the environment alone. */
  readonly options?: Readonly<Record<string, string>>
}

const entries: readonly Entry[] = [
  {
    name: 'start',
    summary: 'start everything',
    description:
      'Starts everything in one process: database, intake, API, console, stream processor, worker and emulator.',
    file: 'server/src/main/start.ts',
  },
  {
    name: 'serve',
    summary: 'start intake, API and console only',
    description: 'Starts intake, API and console. Any number of them may share one database.',
    file: 'server/src/main/serve.ts',
  },
  {
    name: 'work',
    summary: 'start a stream processor and a worker only',
    description: 'Starts a stream processor and a worker. Any number may share one database.',
    file: 'server/src/main/work.ts',
  },
  {
    name: 'migrate',
    summary: 'bring the database up to date',
    description: 'Brings the database up to date, and ends. "start" does it by itself.',
    file: 'server/src/main/migrate.ts',
  },
  {
    name: 'rotate-key',
    summary: 'seal all secrets anew under a new master key',
    description: 'Seals all secrets anew under a new master key, and ends.',
    file: 'server/src/main/rotate-key.ts',
  },
  {
    name: 'emulator',
    summary: 'start the local Amazon Bedrock alone',
    description: 'Starts the local Amazon Bedrock alone, on 127.0.0.1.',
    file: 'emulator/src/main.ts',
    options: {
      '--port <port>': 'where it listens; 0 takes a free one (default: 4701)',
      '--config <file>': 'the accounts, keys, models and so on that it has (emulator/README.md)',
    },
  },
]

const environment = `
It is set up by the environment, such as OUTCROP_PORT, OUTCROP_DATA and DATABASE_URL:
docs/guide/operating.md lists all of it.`

const given = z.record(z.string(), z.string())

/** The programs that Outcrop consists of. Each runs in this process as if it had been started itself. */
export function addPrograms(program: Command, root: URL): void {
  for (const { name, summary, description, file, options } of entries) {
    const command = program.command(name).summary(summary).description(description)
    for (const [flags, meaning] of Object.entries(options ?? {})) command.option(flags, meaning)
    if (!options) command.addHelpText('after', environment)
    command.action(async () => {
      const entry = new URL(file, root)
      const args = Object.entries(given.parse(command.opts())).flatMap(([key, value]) => [`--${key}`, value]) // prettier-ignore
      process.argv = [process.argv[0] ?? 'node', entry.pathname, ...args]
      await import(entry.href)
    })
  }
}
