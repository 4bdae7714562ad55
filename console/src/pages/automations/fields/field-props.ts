import type { Finding } from '@outcrop/contract'
import type { Variable } from '../complete-variables.ts'
import type { FieldSchema } from './field-schema.ts'

/** What every field may look at. */
export interface FieldContext {
  /** Whose models are offered. */
  readonly providerId: string
  /** Whether a service is asked, whose settings count where the input says nothing. */
  readonly hasService: boolean
  readonly findings: readonly Finding[]
  /** Keep the identity of both between renders. */
  readonly variables: readonly Variable[]
  readonly unknown: readonly string[]
}

export interface FieldProps {
  readonly name: string
  /** Where findings about it say they are, such as steps.0.input.body. */
  readonly path: string
  readonly schema: FieldSchema
  readonly isRequired: boolean
  readonly value: unknown
  /** Undefined leaves the member out. */
  readonly onChange: (value: unknown) => void
  readonly context: FieldContext
}
