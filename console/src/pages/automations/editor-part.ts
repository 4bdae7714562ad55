import type { Definition, Finding, Step } from '@outcrop/contract'

/** What each part of the form gets: the whole, its one step, and how to change them. */
export interface EditorPart {
  readonly definition: Definition
  readonly step: Step
  readonly findings: readonly Finding[]
  readonly onChange: (definition: Definition) => void
}
