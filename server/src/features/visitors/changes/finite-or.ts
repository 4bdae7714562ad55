import type { Scene } from '../scene.ts'
import type { Value } from '../state.ts'

/** A number that was computed, or what was there before where it is none that can be kept. */
export function finiteOr(
  number: number | undefined,
  before: Value | undefined,
  scene: Scene,
): Value | undefined {
  if (number === undefined || Number.isFinite(number)) return number ?? before
  scene.refuse('The result is no finite number: it divides by 0, or is beyond what a number holds.')
  return before
}
