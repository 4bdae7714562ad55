import { sourceKeyOf, type DataSourceRow } from '../data-sources/data-sources.ts'
import type { LoggedEvent } from '../events/events.ts'
import type { JudgeEvent, Known } from '../specifications/specifications.ts'

/** What a stream knows of where its events come from and of what they are like. */
export interface CarriedRules {
  /** Its data sources by their keys. */
  readonly sources: ReadonlyMap<string, Pick<DataSourceRow, 'id' | 'name'>>
  /** How the events of each name are judged. */
  readonly specifications: ReadonlyMap<string, JudgeEvent>
}

/** What its data source and its specification are to the rules of its stream. */
export const knownOf = (
  { name, payload }: Pick<LoggedEvent, 'name' | 'payload'>,
  { sources, specifications }: CarriedRules,
): Known => ({
  sourceId: sources.get(sourceKeyOf(payload) ?? '')?.id,
  judged: name === null ? undefined : specifications.get(name)?.(payload),
})
