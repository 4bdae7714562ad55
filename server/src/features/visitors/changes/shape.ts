import type { AttributeType } from '@outcrop/contract'
import type { Scene } from '../scene.ts'
import type { Value } from '../state.ts'

/** What a change needs to know of the attribute that it changes. */
export interface Shape {
  readonly name: string
  readonly type: AttributeType
  readonly steps: readonly string[]
  /** Of a timeline: how long an entry is kept, in milliseconds; null: for ever. */
  readonly keepMs: number | null
}

/** What an attribute is after a change; undefined: nothing. Gives back `before` when nothing changes. */
export type Apply = (before: Value | undefined, scene: Scene) => Value | undefined
