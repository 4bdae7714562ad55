import type { Source } from '@outcrop/contract'
import { isRecord, tallyOf } from '../read-value.ts'
import type { Scene } from '../scene.ts'
import { readOrRefuse } from './read-or-refuse.ts'

/** The tally that a source gives; undefined when it is missing or none. */
export const tallyFrom = (source: Source): ((scene: Scene) => Record<string, number> | undefined) =>
  readOrRefuse(source, (raw) => (isRecord(raw) ? tallyOf(raw) : undefined), 'tally')
