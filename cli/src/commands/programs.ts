import type { Command } from 'commander'

interface Entry {
  readonly name: string
  readonly summary: string
  /** The file that is the program, from the root of the repository. */
  readonly file: string
  /** What it takes on the command line; the others are set up by the environment alone. */
  readonly options?: string
}

const entries: readonly Entry[] = [
  {
    name: 'start',
    summary: 'start everything: database, intake, API, console, worker, emulator',
    file: 'server/src/main/start.ts',
  },
  {
    name: 'serve',
    summary: 'start intake, API and console only',
    file: 'server/src/main/serve.ts',
  },
  {
    name: 'work',
    summary: 'start a stream processor and worker only',
    file: 'server/src/main/work.ts',
  },
  { name: 'migrate', summary: 'bring the database up to date', file: 'server/src/main/migrate.ts' },
  {
    name: 'rotate-key',
    summary: 'seal all secrets anew under a new master key',
    file: 'server/src/main/rotate-key.ts',
  },
  {
    name: 'emulator',
    summary: 'start the local Amazon Bedrock alone',
    file: 'emulator/src/main.ts',
    options: '--port <port> and --config <file>',
  },
]

/** The programs that Outcrop consists of. Each runs in this process as if it had been started itself. */
export function addPrograms(program: Command, root: URL): void {
  for (const { name, summary, file, options } of entries) {
    const command = program
      .command(name)
      .summary(summary)
      .description(`${summary[0]?.toUpperCase() ?? ''}${summary.slice(1)}.`)
      .action(async () => {
        const entry = new URL(file, root)
        process.argv = [process.argv[0] ?? 'node', entry.pathname, ...command.args]
        await import(entry.href)
      })
    if (options === undefined) continue
    command.argument('[options...]', options).passThroughOptions().allowUnknownOption()
  }
}
