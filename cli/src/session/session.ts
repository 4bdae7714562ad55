import { createClient, type Client } from '@outcrop/contract'
import { Option, type Command } from 'commander'
import { z } from 'zod'
import { failureOf } from '../terminal/failure.ts'
import { printFailure } from '../terminal/print-failure.ts'
import { terminalOf, type Terminal } from '../terminal/terminal.ts'
import type { World } from '../terminal/world.ts'
import { serverUrl } from './server-url.ts'

export interface Context {
  readonly world: World
  /** Told once, when a command has ended. */
  readonly finish: (exitCode: number) => void
}

/** What a command works with. */
export interface Session {
  readonly terminal: Terminal
  readonly world: World
  readonly url: string
  readonly apiKey: string | undefined
  readonly client: Client
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

const connection = z.object({
  url: z.string(),
  apiKey: z.string().optional(),
  json: z.boolean().optional(),
})

/** The options of every command that talks to a server. */
function addConnection(command: Command): void {
  const options = [
    new Option('--url <url>', 'where the server is')
      .env('OUTCROP_URL')
      .argParser(serverUrl)
      .default('http://localhost:4700'),
    new Option('--api-key <key>', 'an API key of the server').env('OUTCROP_API_KEY'),
    new Option('--json', 'the last line of the output is one JSON summary'),
  ]
  for (const option of options) command.addOption(option.helpGroup('Options of every command:'))
}

/**
 * Runs a command against a server; `run` may give an exit code. Every failure is shown the same way.
 * Called when the command has its own options, behind which the help shows those of every command.
 */
export function onRun(
  command: Command,
  { world, finish }: Context,
  run: (session: Session) => Promise<number | undefined>,
): void {
  addConnection(command)
  command.allowExcessArguments().action(async () => {
    refuseStray(command)
    const { url, apiKey: key, json } = connection.parse(command.opts())
    const apiKey = key === '' ? undefined : key
    const terminal = terminalOf(world, json === true)
    const signal = world.interruptible()
    const client = createClient({
      baseUrl: url,
      ...(apiKey !== undefined && { apiKey }),
      fetch: fetchUntil(signal),
    })
    try {
      finish((await run({ terminal, world, url, apiKey, client, signal })) ?? 0)
    } catch (error) {
      const failure = failureOf(error, url)
      printFailure(terminal, failure)
      finish(failure.exitCode)
    }
  })
}

/** A word too many was most likely meant to be a command, so those that there are are named. */
function refuseStray(command: Command): void {
  if (command.args.length <= command.registeredArguments.length) return
  const names = command.commands.map((one) => one.name()).join(', ')
  const known = names === '' ? '' : ` The commands of ${command.name()} are: ${names}.`
  command.error(`error: too many words: "${command.args.join(' ')}".${known}`, { exitCode: 2 })
}

function fetchUntil(signal: AbortSignal): typeof fetch {
  return (input, init) => fetch(input, { ...init, signal })
}
