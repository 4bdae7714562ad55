import type { AttributeType } from '@outcrop/contract'
import type { AttributeChoices } from '../../ui/conditions/attribute-name-fields.tsx'
import type { FieldProblems } from '../../ui/field-problems.ts'

/** What the form of every change gets. */
export interface ChangePart {
  /** The type of the attribute that is changed. */
  readonly type: AttributeType
  /** The steps of a funnel. */
  readonly steps: readonly string[]
  readonly choices: AttributeChoices
  readonly problems: FieldProblems
  /** Where the change stands in the document. */
  readonly path: string
}
