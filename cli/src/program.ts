import { Command, CommanderError } from 'commander'
import { addAgents } from './commands/agents.ts'
import { addAttributes } from './commands/attributes.ts'
import { addAudiences } from './commands/audiences.ts'
import { addAutomations } from './commands/automations.ts'
import { addCooldownGroups } from './commands/cooldown-groups.ts'
import { addDataSources } from './commands/data-sources.ts'
import { addDelays } from './commands/delays.ts'
import { addDoctor } from './commands/doctor.ts'
import { addEvents } from './commands/events.ts'
import { addFeeds } from './commands/feeds.ts'
import { addPrograms } from './commands/programs.ts'
import { addPolicy } from './commands/policy.ts'
import { addProviders } from './commands/providers.ts'
import { addReplay } from './commands/replay.ts'
import { addRuns } from './commands/runs.ts'
import { addSend } from './commands/send.ts'
import { addServices } from './commands/services.ts'
import { addSpecifications } from './commands/specifications.ts'
import { addStreams } from './commands/streams.ts'
import { addTrace } from './commands/trace.ts'
import { addHeld } from './commands/held.ts'
import { addMetrics } from './commands/metrics.ts'
import { addUsage } from './commands/usage.ts'
import { addVisitors } from './commands/visitors.ts'
import type { World } from './terminal/world.ts'

const usageError = 2

/** The commands that talk to a server, under the headings and in the order of the help. */
const talkingToServer = {
  'Events:': [addSend, addEvents, addTrace, addStreams, addDataSources, addSpecifications],
  'Visitors:': [addVisitors, addAttributes, addAudiences, addHeld],
  'Automations:': [
    addFeeds,
    addAutomations,
    addRuns,
    addReplay,
    addDelays,
    addCooldownGroups,
    addMetrics,
    addUsage,
  ],
  'Amazon Bedrock:': [addProviders, addServices, addAgents, addPolicy, addDoctor],
}

const footer = `
Commands find the server by OUTCROP_URL and show it the API key in OUTCROP_API_KEY.
They end with 0 when it worked, 1 when it did not, 2 when they were not asked for properly.
"outcrop COMMAND --help" says more, docs/guide/cli.md all of it.`

/** A command in a list: its name and what it is given. All of them take options. */
const subcommandTerm = (command: Command): string =>
  [
    command.name(),
    ...command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`)),
  ].join(' ') // prettier-ignore

/**
 * Runs one command line (without `node` and the script). Resolves with the exit code: 0 it worked,
 * 1 it did not, 2 it was not asked for properly; undefined when a program was started that goes on.
 */
export async function runProgram(
  args: readonly string[],
  version: string,
  world: World,
): Promise<number | undefined> {
  let exitCode: number | undefined
  const context = { world, finish: (code: number) => (exitCode = code) }
  const program = new Command('outcrop')
    .description('Puts Amazon Bedrock to work on customer events and business records.')
    .addHelpText('after', footer)
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .configureHelp({ subcommandTerm })
    .enablePositionalOptions()
    .showHelpAfterError('Run the command with --help to see what it takes.')
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      writeErr: (text) => void world.stderr.write(text),
    })
    .exitOverride()
  for (const [heading, commands] of Object.entries(talkingToServer)) {
    program.commandsGroup(heading)
    for (const add of commands) add(program, context)
  }
  program.commandsGroup('The server:')
  addPrograms(program, new URL('../../', import.meta.url))
  program.helpCommand('help [command]', 'show the help of a command')
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usageError
    throw error
  }
}
