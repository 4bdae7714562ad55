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
    part: partOf(started, (automationId) => (groups.get(automationId) ?? null) === group),
  }))
  return parts.filter(({ part }) => countOf(part) > 0).map(({ begin, part }) => actionNote(part, begin)) // prettier-ignore
}

const countOf = ({ runs, suppressed, delayed }: Started): number =>
  runs.length + suppressed.length + delayed.length

/** The cooldown group of each automation that is in one, by its id: names are not unique. */
function groupsIn(rules: Pick<StreamRules, 'caps'> | undefined): Map<string, string> {
  const groups = new Map<string, string>()
  for (const [id, { cooldown }] of rules?.caps ?? []) {
    if (cooldown) groups.set(id, cooldown.groupName)
  }
  return groups
}

function partOf({ runs, suppressed, delayed }: Started, has: (automationId: string) => boolean): Started {
  return {
    runs: runs.filter(({ automationId }) => has(automationId)),
    suppressed: suppressed.filter(({ automationId }) => has(automationId)),
    delayed: delayed.filter(({ automationId }) => has(automationId)),
  }
} // prettier-ignore

function actionNote({ runs, suppressed, delayed }: Started, begin: string): Note {
  return {
    group: 'action',
    text: `${begin}${counted(runs.length, 'Action')} Triggered / ${suppressed.length} Suppressed / ${delayed.length} Delayed`,
    detail: {
      runs: runs.map(({ id }) => id),
      suppressed: suppressed.map(({ automationId: automation_id, automation, reason }) => ({ automation_id, automation, reason })), // prettier-ignore
      delayed: delayed.map(({ automationId: automation_id, automation, delay }) => ({ automation_id, automation, until: delay.dueAt })), // prettier-ignore
    },
  }
}
