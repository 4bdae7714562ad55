import type { Json } from '../json.ts'
import type { FillContext } from './fill-context.ts'
import { fraction } from './hash.ts'
import { words } from './words.ts'

/** Words that people put in order, from least to most. */
const grades = [
  [
    'none',
    'lowest',
    'very low',
    'no',
    'never',
    'negative',
    'cold',
    'bad',
    'poor',
    'reject',
    'false',
    'bronze',
    'minor',
  ],
  ['low', 'unlikely', 'small', 'weak', 'at risk', 'silver'],
  [
    'medium',
    'moderate',
    'neutral',
    'mixed',
    'maybe',
    'warm',
    'average',
    'normal',
    'mid',
    'review',
    'gold',
    'standard',
  ],
  ['high', 'likely', 'large', 'strong', 'good', 'loyal', 'platinum', 'major'],
  [
    'highest',
    'very high',
    'yes',
    'always',
    'positive',
    'hot',
    'excellent',
    'approve',
    'true',
    'critical',
    'urgent',
    'vip',
  ],
]

/** The member of an enumeration that suits the data: one it names, else one of its grade, else any. */
export function chooseMember(members: readonly Json[], key: string, context: FillContext): Json {
  const [first = null] = members
  if (members.length <= 1) return first
  const known = context.data.find(key)
  const same = members.find((member) => member === known)
  if (same !== undefined) return same
  return named(members, context) ?? graded(members, key, context) ?? anyOf(members, key, context)
}

function named(members: readonly Json[], { data }: FillContext): Json | undefined {
  const texts = data.leaves.flatMap(({ value }) =>
    typeof value === 'string' && value.length < 2000 ? [` ${words(value).join(' ')} `] : [],
  )
  return members.find((member) => {
    if (typeof member !== 'string' || member.length < 3) return false
    const wanted = ` ${words(member).join(' ')} `
    return wanted.trim() !== '' && texts.some((text) => text.includes(wanted))
  })
}

function graded(members: readonly Json[], key: string, { score }: FillContext): Json | undefined {
  const ranked = members
    .map((member) => ({ member, grade: gradeOf(member) }))
    .sort((left, right) => left.grade - right.grade)
  // A few members without a grade, such as `unknown`, do not spoil the order.
  const known = ranked.filter(({ grade }) => grade >= 0)
  if (known.length < 2 || known.length < members.length - 1) return undefined
  const height = /churn|risk|severity/i.test(key) ? 1 - score : score
  return known[Math.min(known.length - 1, Math.floor(height * known.length))]?.member
}

function gradeOf(member: Json): number {
  if (typeof member === 'object') return -1
  const text = words(String(member)).join(' ')
  const exact = grades.findIndex((words) => words.includes(text))
  if (exact >= 0) return exact
  const [first = ''] = text.split(' ')
  return grades.findIndex((words) => words.includes(first))
}

function anyOf(members: readonly Json[], key: string, { seed }: FillContext): Json {
  return members[Math.floor(fraction(`${key} of ${seed}`) * members.length)] ?? null
}
