import type { UsageEntry } from './usage-entry.ts'

const hourMs = 3_600_000

/** Entries of the same subject and hour as one, so that a batch of events of one stream is one row. */
export function sumEntries(entries: readonly UsageEntry[]): UsageEntry[] {
  const sums = new Map<string, UsageEntry>()
  for (const entry of entries) {
    const name = `${entry.organizationId} ${entry.subjectId} ${Math.floor(entry.at.getTime() / hourMs)}`
    const sum = sums.get(name)
    sums.set(name, sum ? together(sum, entry) : entry)
  }
  return [...sums.values()]
}

const together = (sum: UsageEntry, entry: UsageEntry): UsageEntry => ({
  ...sum,
  events: sum.events + entry.events,
  runs: sum.runs + entry.runs,
  failures: sum.failures + entry.failures,
})
