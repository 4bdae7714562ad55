import { targetOf as namedIn } from '../calls/calls.ts'

/** What a call needs AWS to allow. */
export interface Target {
  /** The model, profile, prompt, flow or agent, as the step names it. */
  readonly target: string
  /** '' when none is called along with it. */
  readonly guardrail: string
}

/**
 * The target of a request, whatever its action; null when it names none. A guardrail belongs to it:
 * AWS may allow a model and deny the guardrail before it.
 */
export function targetOf(request: Readonly<Record<string, unknown>>): Target | null {
  const target = namedIn(request)
  const guardrail = request['guardrail']
  const id = typeof guardrail === 'object' && guardrail !== null && 'id' in guardrail ? guardrail.id : '' // prettier-ignore
  return target === '' ? null : { target, guardrail: typeof id === 'string' ? id : '' }
}
