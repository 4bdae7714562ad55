import type { Judgement, SpecificationFinding, SpecifiedAttribute } from '@outcrop/contract'
import { attributeOf } from '../../kernel/attribute.ts'
import { isStandard } from './is-standard.ts'
import { readsAs } from './reads-as.ts'

/** What a specification asks of events. */
export interface Asked {
  readonly id: string
  readonly name: string
  readonly attributes: readonly SpecifiedAttribute[]
  readonly allow_others: boolean
}

type Payload = Record<string, unknown>

/** Judges events by one specification. */
export type JudgeEvent = (payload: Payload) => Judgement

/** Told of one event at most; all of them count. */
const mostFindings = 100

/** Prepares the judging of events, which asks nobody else and has no other outcome for the same event. */
export function judgeBy({ id, attributes, allow_others }: Asked): JudgeEvent {
  const listed = new Set(attributes.flatMap(({ name }) => [name, name.split('.')[0] ?? name]))
  const isUnlisted = (key: string) => !listed.has(key) && !isStandard(key)
  return (payload) => {
    const findings: SpecificationFinding[] = []
    for (const attribute of attributes) {
      const fault = faultOf(payload, attribute)
      if (fault) findings.push(fault)
    }
    if (!allow_others) {
      for (const attribute of Object.keys(payload)) {
        if (isUnlisted(attribute))
          findings.push({ attribute, fault: 'not_listed', required: false })
      }
    }
    const verdict = findings.some(({ required }) => required) ? 'invalid' : 'warn'
    return {
      id,
      verdict: findings.length === 0 ? 'valid' : verdict,
      findings: findings.slice(0, mostFindings),
    }
  }
}

/** Null is no value. */
function faultOf(
  payload: Payload,
  { name, type, required }: SpecifiedAttribute,
): SpecificationFinding | undefined {
  const value = attributeOf(payload, name)
  if (value === undefined || value === null) {
    return required ? { attribute: name, fault: 'missing', required } : undefined
  }
  return readsAs[type](value)
    ? undefined
    : { attribute: name, fault: 'wrong_type', required, expected: type }
}
