import type { Json } from '../json.ts'
import type { PromptData } from './prompt-data.ts'

/** What a value may be made from. */
export type FillContext = {
  data: PromptData
  /** How promising the data looks, in (0, 1). */
  score: number
  /** The prompt; equal prompts give equal answers. */
  seed: string
  /** Against which internal references resolve. */
  root: Json
}
