import { levelOf, type CheckResult } from '@outcrop/contract'
import { awsText, failureOf } from '../terminal/failure.ts'
import { duration } from '../terminal/numbers.ts'
import { colors } from '../terminal/terminal.ts'

/** One thing that the doctor looked at. */
export interface Finding {
  readonly subject: string
  readonly check: string
  readonly ok: boolean
  /** Absent where `ok` says all. */
  readonly level?: CheckResult['level']
  readonly summary: string
  readonly remedy?: string
  readonly aws?: string
  readonly latency_ms?: number | null
}

/** A check of Test connection, word for word. */
export function findingOf(subject: string, result: CheckResult): Finding {
  const { check, ok, level, summary, latency_ms, problem } = result
  return {
    subject,
    check,
    ok,
    ...(level && { level }),
    summary,
    latency_ms,
    ...(problem && { remedy: problem.remedy }),
    ...(problem?.aws && { aws: awsText(problem.aws) }),
  }
}

/** Something that the doctor could not even try. */
export function failedFinding(
  subject: string,
  check: string,
  error: unknown,
  url: string,
): Finding {
  const { title, detail, remedy, aws } = failureOf(error, url)
  return {
    subject,
    check,
    ok: false,
    summary: `${title}: ${detail}`,
    ...(remedy !== undefined && { remedy }),
    ...(aws !== undefined && { aws }),
  }
}

const marks = { ok: colors.green('✓'), warning: colors.yellow('!'), problem: colors.red('✗') }

export function findingText(finding: Finding): string {
  const { check, ok, summary, remedy, aws, latency_ms } = finding
  const took =
    latency_ms === null || latency_ms === undefined ? '' : colors.dim(` (${duration(latency_ms)})`)
  const lines = [`  ${marks[levelOf(finding)]} ${check}: ${summary}${took}`]
  if (!ok && remedy !== undefined) lines.push(`      ${colors.cyan('What to do:')} ${remedy}`)
  if (!ok && aws !== undefined) lines.push(`      ${colors.yellow('AWS says:')} ${aws}`)
  return lines.join('\n')
}
