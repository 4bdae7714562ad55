import type { Attempt } from '@outcrop/contract'

/**
 * The ways to ask for an answer of a certain shape, the surest first: Bedrock holds the model to the
 * schema; the model must call a tool, or is asked to call it, whose input is held to the schema; it is
 * asked to call a tool whose input should have the schema; the model is told the schema in words.
 */
export const rungs = [
  'native_schema',
  'forced_tool',
  'free_tool',
  'loose_tool',
  'prompted',
] as const
export type Rung = (typeof rungs)[number]

const modes: Record<Rung, NonNullable<Attempt['output_mode']>> = {
  native_schema: 'native_schema',
  forced_tool: 'strict_tool',
  free_tool: 'strict_tool',
  loose_tool: 'tool',
  prompted: 'prompted',
}

/** The rung as it is recorded on an attempt. */
export const modeOf = (rung: Rung): NonNullable<Attempt['output_mode']> => modes[rung]
