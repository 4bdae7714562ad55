import type { Failure } from './command-failure.ts'
import { colors, type Terminal } from './terminal.ts'

/** Shows a failure: what happened, to what, what to do, and AWS's own words. */
export function printFailure(terminal: Terminal, failure: Failure): void {
  const { title, detail, remedy, aws, code } = failure
  terminal.note(failureText(failure))
  terminal.jsonLine({ ok: false, problem: { title, detail, remedy, aws, code } })
}

function failureText({ title, detail, remedy, aws }: Failure): string {
  const lines = [`${colors.red('✗')} ${colors.bold(title)}`, `  ${detail.replaceAll('\n', '\n  ')}`]
  if (remedy !== undefined && remedy !== '') lines.push(`  ${colors.cyan('What to do:')} ${remedy}`)
  if (aws !== undefined) lines.push(`  ${colors.yellow('AWS says:')} ${aws}`)
  return lines.join('\n')
}
