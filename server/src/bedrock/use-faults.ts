import { Problem } from '../kernel/problem.ts'
import { connectedTarget } from './agents/agent-target.ts'
import type { Place } from './check-place.ts'
import { flowTarget } from './flows/flow-target.ts'
import { guardrailTarget } from './guardrail.ts'
import { modelTarget } from './model-target.ts'
import type { Use } from './policies/use.ts'
import { promptTarget } from './prompt-target.ts'

export interface UseFault {
  readonly of: 'target' | 'guardrail'
  readonly problem: Problem
}

/** What is wrong with the names in a use, as far as that can be told without asking AWS. */
export function useFaults(use: Use, place: Place): UseFault[] {
  const guardrail = 'guardrail' in use ? use.guardrail : undefined
  return [
    ...faultIn('target', () => targetOf(use, place)),
    ...(guardrail === undefined ? [] : faultIn('guardrail', () => guardrailTarget({ id: guardrail, version: 'DRAFT' }, place))), // prettier-ignore
  ]
}

function targetOf(use: Use, place: Place): unknown {
  switch (use.kind) {
    case 'model':
      return modelTarget(use.model, place)
    case 'prompt':
      return promptTarget(use.prompt, undefined, place)
    case 'flow':
      return flowTarget(use.alias, place)
    case 'agent':
      return connectedTarget(use.alias, place)
  }
}

function faultIn(of: UseFault['of'], read: () => unknown): UseFault[] {
  try {
    read()
    return []
  } catch (error) {
    if (error instanceof Problem) return [{ of, problem: error }]
    throw error
  }
}
