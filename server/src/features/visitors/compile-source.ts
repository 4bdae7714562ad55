import type { Source } from '@outcrop/contract'
import { attributeOf } from '../../kernel/attribute.ts'
import { isRecord } from './read-value.ts'
import { own, type Scene } from './scene.ts'

export type Reads = (scene: Scene) => unknown

/** Compiles where a value comes from, so that an event parses nothing. */
export function compileSource(source: Source): Reads {
  if ('value' in source) return () => source.value
  if ('time' in source) return ({ at }) => at
  const { scope, attribute, key } = source
  const whole: Reads =
    scope === 'event'
      ? ({ event }) => attributeOf(event, attribute)
      : (scene) => own(scene[scope], attribute)
  if (key === undefined) return whole
  return (scene) => {
    const tally = whole(scene)
    return isRecord(tally) && Object.hasOwn(tally, key) ? tally[key] : undefined
  }
}
