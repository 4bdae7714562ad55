import type { Json } from '../json.ts'

/** JSON as people write it in prompts: with placeholders, comments and alternatives. */
export type Loose =
  | { kind: 'object'; entries: LooseEntry[] }
  | { kind: 'array'; items: Loose[] }
  | { kind: 'literal'; value: Json }
  /** A description of the value that shall stand here. */
  | { kind: 'slot'; text: string }

export type LooseEntry = { key: string; value: Loose; comment: string }

/** What was read, and where reading ended. */
export type Read<Value> = { value: Value; end: number } | undefined
