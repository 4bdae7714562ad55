import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../kernel/problem.ts'
import { renderKey } from '../kernel/render-key.ts'
import { variablesOf } from '../kernel/template.ts'
import type { StepData } from './step-data.ts'

/** The inputs that say what an agent remembers. */
export const sessionInput = {
  session: z
    .enum(['step', 'run', 'record', 'visitor'])
    .default('step')
    .meta({ title: 'Session', description: 'What the agent remembers: nothing but this step, all steps of the run, all runs about the same record, or all runs of the visitor. The last two until AWS ends the idle session.' }), // prettier-ignore
  record_key: z
    .string()
    .max(1000)
    .default('')
    .meta({
      title: 'Record key',
      description: 'Which record a run is about, for the session "record": a Liquid template that gives its id, such as {{ order_id }}. Runs of this automation with the same key share a session.',
      format: 'liquid',
      only_with: { session: 'record' },
    }), // prettier-ignore
}

export type SessionInput = z.infer<z.ZodObject<typeof sessionInput>>

export interface AgentSession {
  /** AWS takes letters, digits and `._:-`, 100 at most. */
  readonly id: string
  /** Other runs may use it as well, one after the other. */
  readonly isShared: boolean
  /** The key of the record that it is about; null when it is about none. */
  readonly recordKey: string | null
}

/** The session that a task is given in. Throws `record-unclear` or `template-failed`. */
export function agentSession(
  { session, record_key, agent_id }: SessionInput & { readonly agent_id: string },
  { run, source, organizationId }: StepData,
  variables: Record<string, unknown>,
): AgentSession {
  const recordKey = session === 'record' ? renderKey(record_key, variables) : null
  const own = { isShared: false, recordKey }
  const ofRun = run.id.replaceAll('_', '-')
  const ofStep = `${ofRun}.${run.stepId.replaceAll(/[^0-9a-zA-Z._:-]/g, '-').slice(0, 50)}`
  // A trial must not be heard by the runs, nor hear them.
  if (run.automationId === null || session === 'step') return { ...own, id: ofStep }
  if (recordKey !== null) {
    const id = hashedId('record', [organizationId, agent_id, run.automationId, recordKey])
    return { id, isShared: true, recordKey }
  }
  if (session === 'run' || source.visitorId === null) return { ...own, id: ofRun }
  const { account, profile, visitorId } = source
  const id = hashedId('visitor', [organizationId, agent_id, account, profile, visitorId])
  return { id, isShared: true, recordKey }
}

/** Ids of visitors and records may hold anything, and AWS need not read them. */
const hashedId = (kind: string, parts: readonly string[]) =>
  `${kind}-${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`

/** What is wrong with the key whatever a run is about. */
export function recordKeyFindings({ session, record_key }: SessionInput) {
  const finding = (message: string) => [{ path: 'record_key', message }]
  const isBlank = record_key.trim() === ''
  if (session !== 'record')
    return isBlank ? [] : finding('Only the session "record" has a key. Choose that session, or leave the key out.') // prettier-ignore
  if (isBlank)
    return finding('Say which record a run is about, with a template such as {{ order_id }}.')
  return isFixed(record_key)
    ? finding('This key is the same in every run, so all of them would share one session. Use a value of the event, such as {{ order_id }}.') // prettier-ignore
    : []
}

function isFixed(template: string): boolean {
  try {
    return variablesOf(template).length === 0
  } catch (error) {
    // What is wrong with a template is found with the other templates.
    if (error instanceof Problem) return false
    throw error
  }
}
