import { UnexpectedAnswer, type Client } from '@outcrop/contract'
import { z } from 'zod'
import type { Session } from '../session/session.ts'
import { counted } from '../terminal/numbers.ts'
import { failedFinding, type Finding } from './finding.ts'

const readyAnswer = z.object({ reasons: z.array(z.string()).optional() })

/** Whether the server is there, ready, and knows the key. Ends with the first thing that fails. */
export async function* serverFindings({
  client,
  url,
  apiKey,
  signal,
}: Session): AsyncGenerator<Finding> {
  const subject = `Server ${url}`
  try {
    const response = await fetch(`${url}/healthz`, { signal })
    if (!response.ok) throw new UnexpectedAnswer(`/healthz answers HTTP ${response.status}.`)
    yield { subject, check: 'reachable', ok: true, summary: 'The server answers.' }
  } catch (error) {
    yield failedFinding(subject, 'reachable', error, url)
    return
  }
  const ready = await readiness(subject, url, signal)
  yield ready
  if (!ready.ok) return
  if (apiKey === undefined) {
    yield { subject, check: 'key', ok: false, summary: 'No API key was given.', remedy: 'Give one with --api-key or OUTCROP_API_KEY. Make it in the console under Settings, or start the server with OUTCROP_API_KEY.' } // prettier-ignore
    return
  }
  try {
    const me = await client.getMe()
    const who = me.api_key ? `API key "${me.api_key.name}"` : (me.person?.email ?? 'unknown')
    yield {
      subject,
      check: 'key',
      ok: true,
      summary: `${who}, ${me.role} of ${me.organization.name}.`,
    }
  } catch (error) {
    yield failedFinding(subject, 'key', error, url)
    return
  }
  yield await retentionFinding(subject, client, url)
}

async function retentionFinding(subject: string, client: Client, url: string): Promise<Finding> {
  try {
    const { events_days, runs_days, figures_days } = await client.getRetention()
    const summary = `Events are kept for ${counted(events_days, 'day')}, runs for ${counted(runs_days, 'day')}, hourly figures for ${counted(figures_days, 'day')}.` // prettier-ignore
    return { subject, check: 'retention', ok: true, summary }
  } catch (error) {
    return failedFinding(subject, 'retention', error, url)
  }
}

async function readiness(subject: string, url: string, signal: AbortSignal): Promise<Finding> {
  const response = await fetch(`${url}/readyz`, { signal })
  const body = readyAnswer.safeParse(await response.json().catch(() => null))
  if (response.ok) return { subject, check: 'ready', ok: true, summary: 'The server is ready.' }
  const reasons = body.data?.reasons?.join('; ') ?? `/readyz answered ${response.status}`
  return {
    subject,
    check: 'ready',
    ok: false,
    summary: `The server is not ready: ${reasons}.`,
    remedy: 'Look at the log of the server, and that its database runs.',
  }
}
