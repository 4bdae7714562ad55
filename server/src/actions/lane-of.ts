import type { Definition } from '@outcrop/contract'
import type { AnyAction } from './define-action.ts'

/** The lane of steps that call nothing outside. */
export const localLane = 'local'

/** The queue that a step of a definition waits in: the provider it calls. */
export function laneOf(
  definition: Definition,
  step: number,
  organizationId: string,
  actions: ReadonlyMap<string, AnyAction>,
): string {
  const next = definition.steps[step]
  if (!next) return localLane
  return actions.get(next.action)?.providerOf(next.input, organizationId) ?? localLane
}
