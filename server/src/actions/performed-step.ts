import type { Step } from '@outcrop/contract'
import type { AnyAction } from './define-action.ts'

/**
 * A step as it is performed. What delivers by itself is not delivered again: its answer is kept on
 * the run and used by later steps, and need not be an event. It is never taken from another run, since
 * then nothing would be delivered.
 */
export function performedStep(step: Step, action: Pick<AnyAction, 'deliversItself'>): Step {
  if (!action.deliversItself(step.input)) return step
  const output = step.output.type === 'event' ? { type: 'text' as const } : step.output
  return { ...step, output, deliver: { to: 'nowhere' }, cache: undefined }
}
