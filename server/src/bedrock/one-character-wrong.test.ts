import { credentials } from '@outcrop/contract'
import { describe, expect, test } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import { agentTarget } from './agents/agent-target.ts'
import { parseArn, type ArnKind } from './arn.ts'
import { flowTarget } from './flows/flow-target.ts'
import { guardrailTarget } from './guardrail.ts'
import { modelTarget } from './model-target.ts'
import { promptTarget } from './prompt-target.ts'
import { validArns } from './testing/valid-arns.ts'

const place = { region: 'us-east-1', account: '111122223333' }
const take = {
  model: (text: string) => void modelTarget(text, place),
  prompt: (text: string) => void promptTarget(text, undefined, place),
  flow: (text: string) => void flowTarget(text, place),
  agent: (text: string) => void agentTarget(text, place),
  guardrail: (text: string) => void guardrailTarget({ id: text, version: '1' }, place),
}

/** Who takes an ARN of a kind. All others must refuse it. */
const takers: Partial<Record<ArnKind, keyof typeof take>> = {
  'foundation-model': 'model',
  'inference-profile': 'model',
  'application-inference-profile': 'model',
  'provisioned-model': 'model',
  'custom-model-deployment': 'model',
  'imported-model': 'model',
  'prompt-router': 'model',
  'marketplace-endpoint': 'model',
  prompt: 'prompt',
  'flow-alias': 'flow',
  'agent-alias': 'agent',
  guardrail: 'guardrail',
}
/** Of these an account may use what another one owns. */
const shared: ReadonlySet<string> = new Set(['model', 'guardrail'])

const here = validArns.filter(([, text]) => text.startsWith('arn:aws:') && !text.includes(':iam:'))

/** Every text that differs from this one in one character: left out, put in, twice, or another one. */
function* mistyped(text: string): Generator<string> {
  for (let at = 0; at <= text.length; at += 1) {
    const [before, own, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)]
    for (const wrong of ['', own + own, 'x', 'X', '7', ':', '/', '-', '.', '_', ' ', '§']) {
      if (wrong !== own && (before + wrong + after).trim() !== text) yield before + wrong + after
    }
    yield `${before}0${own}${after}`
  }
}

function refusal(work: () => void): Problem | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** What is wrong, in words: a part of the ARN and what it must be, or what the whole is instead. */
const says =
  /: its [a-z ]+ "[^]*" must be \S|: it does not begin with arn:|: it ends before|is in \S+, but the provider works in|begins with arn:\S+, but in|belongs to the AWS account \d{12}|names the draft|the ARN of (an?|the) |is (a|an|one) [^]*, not a model|of kind \S+, not a managed prompt|not the ARN of a flow alias/

describe('with one character wrong', () => {
  test.each(here.filter(([kind]) => kind in takers))(
    'a %s is refused or is another one: %s',
    (kind, text) => {
      const taker = takers[kind] ?? 'model'
      expect(refusal(() => take[taker](text))).toBeNull()
      for (const spoilt of mistyped(text)) {
        const problem = refusal(() => take[taker](spoilt))
        if (problem === null) {
          const arn = parseArn(spoilt.trim())
          expect(takers[arn?.kind ?? kind], spoilt).toBe(taker)
          expect(arn, spoilt).toMatchObject({ partition: 'aws', region: place.region })
          if (!shared.has(taker)) expect(arn?.account, spoilt).toBe(place.account)
        } else {
          expect(problem.code, spoilt).toBe('wrong-target')
          expect(problem.message, spoilt).toMatch(says)
          expect(problem.remedy.length, spoilt).toBeGreaterThan(20)
        }
      }
    },
  )

  test('the ARN of a role is refused where it is entered', () => {
    const role = (role_arn: string) =>
      credentials.safeParse({ type: 'assume_role', role_arn, session_name: 's1', source: { type: 'ambient' } }) // prettier-ignore
    const text = 'arn:aws:iam::111122223333:role/Outcrop'
    expect(role(text).success).toBe(true)
    for (const spoilt of mistyped(text)) {
      const { error } = role(spoilt)
      if (error)
        expect(error.issues[0]?.message).toMatch(/^must (begin|name|have|go on|end) .*, as the ARN of an IAM role does: arn:aws:iam::/) // prettier-ignore
      else expect(parseArn(spoilt)?.kind, spoilt).toBe('role')
    }
  })
})

describe('an ARN of one kind is refused by whoever takes another', () => {
  test.each(here)('%s %s', (kind, text) => {
    for (const [taker, taking] of Object.entries(take)) {
      const problem = refusal(() => taking(text))
      if (takers[kind] === taker) expect(problem).toBeNull()
      else expect(problem?.message, taker).toMatch(says)
    }
  })
})
