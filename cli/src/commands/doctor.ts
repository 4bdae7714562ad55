import { levelOf, type PausedTarget, type Provider } from '@outcrop/contract'
import type { Command } from 'commander'
import { counted } from '../terminal/numbers.ts'
import { colors } from '../terminal/terminal.ts'
import { firstItems } from '../api/first-items.ts'
import { onRun, type Context, type Session } from '../session/session.ts'
import { failedFinding, findingOf, findingText, type Finding } from './finding.ts'
import { serverFindings } from './server-findings.ts'

export function addDoctor(program: Command, context: Context): void {
  const command = program.command('doctor')
    .summary('check server, key and every provider')
    .description('Checks that the server is there and ready, whose key this is, and runs Test connection on every provider. Ends with 1 when something fails; a warning is no failure.') // prettier-ignore
  onRun(command, context, async (session) => {
    const findings: Finding[] = []
    for await (const finding of examine(session)) {
      if (finding.subject !== findings.at(-1)?.subject)
        session.terminal.out(colors.bold(finding.subject))
      session.terminal.out(findingText(finding))
      findings.push(finding)
    }
    const failed = findings.filter((finding) => levelOf(finding) === 'problem').length
    const warnings = findings.filter((finding) => levelOf(finding) === 'warning').length
    session.terminal.out(`\n${verdict(failed, warnings)}`)
    session.terminal.jsonLine({ ok: failed === 0, checks: findings })
    return failed === 0 ? 0 : 1
  })
}

function verdict(failed: number, warnings: number): string {
  const warned = warnings === 0 ? '' : ` ${counted(warnings, 'warning')}.`
  if (failed > 0) return `${counted(failed, 'check')} failed.${warned}`
  return warnings === 0 ? 'All is well.' : `Everything works.${warned}`
}

/** Looks at one thing after the other; what stands on a failed one is left out. */
async function* examine(session: Session): AsyncGenerator<Finding> {
  let isSound = true
  for await (const finding of serverFindings(session)) {
    yield finding
    isSound &&= finding.ok
  }
  if (!isSound) return
  const providers = await firstItems(10_000, (page) =>
    session.client.listProviders({ query: page }),
  )
  if (providers.length === 0) {
    yield {
      subject: 'Providers',
      check: 'providers',
      ok: true,
      summary: 'There are none yet. Create one in the console.',
    }
  }
  for (const provider of providers) yield* providerFindings(session, provider)
  for (const { id, name, region } of providers) {
    const { items } = await session.client.listPausedTargets({ query: { provider_id: id } })
    yield* items.map((paused) => pausedFinding(subjectOf({ name, region }), paused))
  }
}

function pausedFinding(subject: string, paused: PausedTarget): Finding {
  const { target, guardrail, problem, waiting_runs } = paused
  const named = guardrail === null ? target : `${target} with the guardrail ${guardrail}`
  return findingOf(subject, {
    check: 'paused target',
    ok: false,
    summary: `${problem.title}: ${named}. ${counted(waiting_runs, 'run')} ${waiting_runs === 1 ? 'waits' : 'wait'} for it.`,
    latency_ms: null,
    problem,
  })
}

const subjectOf = ({ name, region }: Pick<Provider, 'name' | 'region'>) =>
  `Provider ${name} (${region})`

const resumed = 'It was paused: AWS had refused its credentials. Its runs go on now.'
const paused = 'It is paused: AWS refuses its credentials. Its runs wait until this test passes.'

async function* providerFindings(
  { client, url }: Session,
  provider: Provider,
): AsyncGenerator<Finding> {
  const subject = subjectOf(provider)
  try {
    const { ok, checks } = await client.testProvider({ params: { id: provider.id } })
    yield* checks.map((check) => findingOf(subject, check))
    if (provider.pause) yield { subject, check: 'paused', ok, summary: ok ? resumed : paused }
  } catch (error) {
    yield failedFinding(subject, 'Test connection', error, url)
  }
}
