import { z } from 'zod'
import { Problem } from '../kernel/problem.ts'

/** Everything that a guardrail may name as its reason, in the members of AWS's assessments. */
const finding = z.looseObject({
  action: z.string(),
  name: z.string().optional(),
  type: z.string().optional(),
  match: z.string().optional(),
})

/**
 * Throws `guardrail-intervened` when a guardrail blocked a question or an answer. Masking is told by
 * AWS with the same stop reason; it is no failure, and only the trace tells it apart. Without a
 * trace nobody can tell, and the answer is not trusted.
 */
export function refuseIntervention(text: string, trace: unknown): void {
  const blocking = findings(trace).filter(({ action }) => action === 'BLOCKED')
  const isMaskedOnly = blocking.length === 0 && findings(trace).length > 0
  if (isMaskedOnly) return
  const reasons = [...new Set(blocking.map(reason))]
  const because = reasons.length === 0 ? '' : ` because of ${reasons.join(', ')}`
  const said = text.trim() === '' ? '' : `. It says: ${text.trim().slice(0, 200)}`
  throw new Problem(
    'guardrail-intervened',
    `The guardrail blocked ${sideOf(trace)}${because}${said}`,
  )
}

type Finding = z.infer<typeof finding>

/** The findings anywhere in a trace that did something. */
function findings(value: unknown): Finding[] {
  if (typeof value !== 'object' || value === null) return []
  const own = finding.safeParse(value).data
  const inner = Object.values(value).flatMap(findings)
  return own && own.action !== 'NONE' ? [own, ...inner] : inner
}

function reason({ name, type, match }: Finding): string {
  // A match may be what the guardrail keeps secret; names and types are the author's own words.
  if (name !== undefined) return `"${name}"`
  return type ?? (match === undefined ? 'a filter' : 'a word')
}

const sides = z.looseObject({
  inputAssessment: z.unknown().optional(),
  input: z.unknown().optional(),
  outputAssessments: z.unknown().optional(),
  outputs: z.unknown().optional(),
})

function sideOf(trace: unknown): string {
  const { data } = sides.safeParse(trace)
  const isBlocked = (side: unknown) => findings(side).some(({ action }) => action === 'BLOCKED')
  if (isBlocked(data?.inputAssessment ?? data?.input)) return 'the question'
  return isBlocked(data?.outputAssessments ?? data?.outputs) ? 'the answer' : 'this call'
}
