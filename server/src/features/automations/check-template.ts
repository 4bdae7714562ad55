import type { Finding, Step } from '@outcrop/contract'
import type { ActionTemplate, AnyAction } from '../../actions/define-action.ts'
import type { StepData } from '../../actions/step-data.ts'
import { Problem } from '../../kernel/problem.ts'
import { writtenPathsOf } from '../../kernel/template.ts'
import { unresolved } from '../../kernel/unresolved.ts'
import { fullProfile } from '../visitors/visitors.ts'
import type { Held } from './check-mapped.ts'

/** What a template can find beside what its step provides. */
export interface AtHand {
  /** The steps before it. */
  readonly earlier: readonly string[]
  /** The attributes of the visitor; null when they are not known. */
  readonly attributes: readonly Held[] | null
}

/** Every mistake in one template of a step, with its place. */
export function checkTemplate(
  { path: place, template, later = [] }: ActionTemplate,
  action: AnyAction,
  step: Step,
  atHand: AtHand,
): Finding[] {
  const path = `input.${place}`
  try {
    const variables = action.variables(step.input, anyData(atHand))
    const missing = writtenPathsOf(template)
      .filter(([first = '']) => !later.includes(first))
      .flatMap((written) => unresolved(known(written), variables) ?? [])
    return [...new Set(missing)].map((name) => ({ path, message: told(name) }))
  } catch (error) {
    if (error instanceof Problem) return [{ path, message: error.message }]
    throw error
  }
}

/** What an event holds shows only when it comes. */
const known = (path: readonly string[]): readonly string[] =>
  path[0] === 'event_payload' ? path.slice(0, 1) : path

/** An event with nothing in it, and a visitor with everything: enough to learn the names that a step offers. */
const anyData = ({ earlier, attributes }: AtHand): StepData => ({
  organizationId: '',
  run: { id: '', stepId: '', automationId: null },
  source: { account: '', profile: '', visitorId: null },
  event: { id: null, name: null, receivedAt: '', payload: {} },
  visitor: attributes && fullProfile(attributes),
  steps: Object.fromEntries(earlier.map((id) => [id, { output: null }])),
})

function told(name: string): string {
  const [first = '', ...rest] = name.split('.')
  if (rest.length === 0) {
    const payload = first === 'event_payload' ? ', or switch on "Add event payload"' : ''
    return `The variable "${name}" is not known. Map a parameter of that name${payload}.`
  }
  if (first === 'steps') return `There is no earlier step "${rest.join('.')}" whose output could be used.`
  if (rest[0] === 'current_visit' && rest.length === 1) return `"${name}" is not there. Switch on "Add current visit".`
  if (first === 'event') return `"${name}" is not there: an event has id, name and received_at. What it carries is in event_payload, or a parameter.`
  return `"${name}" is never there: the visitor has no such attribute in this shape. A badge is in badges, an attribute of the visit in current_visit.`
} // prettier-ignore
