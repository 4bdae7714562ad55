import type { Command } from 'commander'
import { z } from 'zod'
import { onRun, type Context } from '../session/session.ts'
import { definitionIn } from './definition-in.ts'
import { readJsonObject } from './read-json-object.ts'

/** Adds the command that checks a definition in a file, without storing anything. */
export function addAutomationChecks(parent: Command, context: Context): void {
  const command = parent
    .command('check')
    .summary('check a definition in a file as publishing would')
    .description(
      'Checks a definition in a file as publishing would. Stores nothing. Ends with 1 when it could not be published.',
    ) // prettier-ignore
    .argument('<file>', 'a file with a JSON object, or - for standard input')
  onRun(command, context, async ({ client, terminal, world }) => {
    const given = await readJsonObject(z.string().parse(command.args[0]), world.stdin)
    const { findings, notes } = await client.checkAutomation({ body: definitionIn(given) })
    for (const { path, message } of findings) terminal.out(`mistake at ${path}: ${message}`)
    for (const { path, message } of notes) terminal.out(`note on ${path}: ${message}`)
    const ok = findings.length === 0
    if (ok) terminal.out('It can be published.')
    terminal.jsonLine({ ok, findings, notes })
    return ok ? 0 : 1
  })
}
