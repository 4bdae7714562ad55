import type { Finding, ProfileCondition } from '@outcrop/contract'
import { checkCondition, comparisonsIn } from './check-condition.ts'
import type { KnownAttributes } from './known-attribute.ts'

/** Every mistake in the condition of an audience, with its place. */
export function checkAudience(condition: ProfileCondition, known: KnownAttributes): Finding[] {
  const faults = checkCondition(condition, 'condition', known)
  if (faults.length > 0) return faults
  return comparisonsIn(condition).flatMap(({ scope, attribute, operator }) => {
    if (scope === 'event') return [momentary(`it cannot ask about "${attribute}" of an event. Keep it in an attribute of the visitor or the visit, and ask about that.`)] // prettier-ignore
    if (operator === 'has_changed') return [momentary(`it cannot ask whether "${attribute}" has changed. Let an enrichment keep that in an attribute, and ask about that.`)] // prettier-ignore
    return []
  })
}

const momentary = (rest: string): Finding => ({
  path: 'condition',
  message: `An audience holds between events too, so ${rest}`,
})
