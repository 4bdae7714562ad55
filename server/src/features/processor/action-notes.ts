import { counted } from '../../kernel/counted.ts'
import type { Note } from './note.ts'
import type { StreamRules } from './rules.ts'
import type { Started } from './start.ts'

/** What was started, put off and held back: in a stream with cooldown groups, by group. */
export function actionNotes(
  started: Started,
  rules: Pick<StreamRules, 'caps'> | undefined,
): Note[] {
  if (countOf(started) === 0) return [{ group: 'action', text: 'No Actions Triggered' }]
  const groups = groupsIn(rules)
  if (groups.size === 0) return [actionNote(started, '')]
  const parts = [null, ...new Set(groups.values())].map((group) => ({
    begin: group === null ? 'Actions Without Cooldown Group: ' : `Cooldown Group ${group}: `,
    part: partOf(started, (automation) => (groups.get(automation) ?? null) === group),
  }))
  return parts.filter(({ part }) => countOf(part) > 0).map(({ begin, part }) => actionNote(part, begin)) // prettier-ignore
}

const countOf = ({ runs, suppressed, delayed }: Started): number =>
  runs.length + suppressed.length + delayed.length

/** The cooldown group of each automation that is in one, by its id and by its name. */
function groupsIn(rules: Pick<StreamRules, 'caps'> | undefined): Map<string, string> {
  const groups = new Map<string, string>()
  for (const [id, { name, cooldown }] of rules?.caps ?? []) {
    if (cooldown) groups.set(id, cooldown.groupName).set(name, cooldown.groupName)
  }
  return groups
}

function partOf({ runs, suppressed, delayed }: Started, has: (automation: string) => boolean): Started {
  return {
    runs: runs.filter(({ automationId }) => has(automationId)),
    suppressed: suppressed.filter(({ automation }) => has(automation)),
    delayed: delayed.filter(({ automation }) => has(automation)),
  }
} // prettier-ignore

function actionNote({ runs, suppressed, delayed }: Started, begin: string): Note {
  return {
    group: 'action',
    text: `${begin}${counted(runs.length, 'Action')} Triggered / ${suppressed.length} Suppressed / ${delayed.length} Delayed`,
    detail: {
      runs: runs.map(({ id }) => id),
      suppressed,
      delayed: delayed.map(({ automation, delay }) => ({ automation, until: delay.dueAt })),
    },
  }
}
