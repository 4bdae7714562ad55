import type { Cap as GivenCap, Trigger } from '@outcrop/contract'

export interface Cap {
  readonly starts: number
  /** In milliseconds; infinite when it holds for ever. */
  readonly periodMs: number
}

/** The cooldown group that an automation is in, and its place there. */
export interface Cooldown {
  readonly groupId: string
  readonly groupName: string
  readonly periodMs: number
  readonly priority: number
}

/** What keeps an automation from starting too often. */
export interface StartCaps {
  /** The name of the automation. */
  readonly name: string
  /** For one visitor. */
  readonly visitor: Cap | null
  /** For all visitors together. */
  readonly overall: Cap | null
  readonly cooldown: Cooldown | null
}

/** Cooldown groups by their ids. */
export type Groups = ReadonlyMap<string, { readonly name: string; readonly period_hours: number }>

const hourMs = 3_600_000

/** The caps of a trigger; undefined when it has none. */
export function capsOf(
  name: string,
  { cap, cap_overall: overall, cooldown }: Exclude<Trigger, { type: 'manual' }>,
  groups: Groups,
): StartCaps | undefined {
  const group = cooldown && groups.get(cooldown.group_id)
  if (!cap && !overall && !group) return undefined
  return {
    name,
    visitor: capOf(cap),
    overall: capOf(overall),
    cooldown: group
      ? { groupId: cooldown.group_id, groupName: group.name, periodMs: group.period_hours * hourMs, priority: cooldown.priority } // prettier-ignore
      : null,
  }
}

const capOf = (given: GivenCap | undefined): Cap | null =>
  given
    ? { starts: given.starts, periodMs: (given.period_hours ?? Number.POSITIVE_INFINITY) * hourMs }
    : null
