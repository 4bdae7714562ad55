import { matchesGlob } from './matches-glob.ts'
import type { RequestContext } from './request-context.ts'

type Test = (actual: string, wanted: string, context: RequestContext) => boolean

export type ConditionOperator = {
  test: Test
  /** A negated operator holds when no value fits, and also when the key is absent. */
  isNegated: boolean
}

const sameText: Test = (actual, wanted, context) =>
  matchesGlob(actual, wanted.replace(/(?<!\$\{)[*?]/g, '${$&}'), context)
const sameTextInAnyCase: Test = (actual, wanted, context) =>
  sameText(actual.toLowerCase(), wanted.toLowerCase(), context)
const fits: Test = (actual, wanted, context) => matchesGlob(actual, wanted, context)

/** The six parts of an ARN are compared one by one, so that no wildcard reaches over a colon. */
const fitsArn: Test = (actual, wanted, context) => {
  const parts = arnParts(actual)
  const patterns = arnParts(wanted)
  return (
    parts.length === patterns.length &&
    parts.every((part, index) => matchesGlob(part, patterns[index] ?? '', context))
  )
}

function arnParts(arn: string): string[] {
  const [scheme = '', partition = '', service = '', region = '', account = '', ...resource] =
    arn.split(':')
  return [scheme, partition, service, region, account, resource.join(':')]
}

const numbers =
  (compare: (actual: number, wanted: number) => boolean): Test =>
  (actual, wanted) =>
    compare(Number(actual), Number(wanted))

const times =
  (compare: (actual: number, wanted: number) => boolean): Test =>
  (actual, wanted) =>
    compare(timeOf(actual), timeOf(wanted))

/** A date in ISO form, or seconds since 1970. */
function timeOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text)
}

const comparisons: [string, (actual: number, wanted: number) => boolean][] = [
  ['Equals', (actual, wanted) => actual === wanted],
  ['LessThan', (actual, wanted) => actual < wanted],
  ['LessThanEquals', (actual, wanted) => actual <= wanted],
  ['GreaterThan', (actual, wanted) => actual > wanted],
  ['GreaterThanEquals', (actual, wanted) => actual >= wanted],
]

const positive: [string, Test][] = [
  ['StringEquals', sameText],
  ['StringEqualsIgnoreCase', sameTextInAnyCase],
  ['StringLike', fits],
  ['ArnEquals', fitsArn],
  ['ArnLike', fitsArn],
  ['Bool', sameTextInAnyCase],
  ...comparisons.map(([name, compare]): [string, Test] => [`Numeric${name}`, numbers(compare)]),
  ...comparisons.map(([name, compare]): [string, Test] => [`Date${name}`, times(compare)]),
]

const negatives: [string, Test][] = [
  ['StringNotEquals', sameText],
  ['StringNotEqualsIgnoreCase', sameTextInAnyCase],
  ['StringNotLike', fits],
  ['ArnNotEquals', fitsArn],
  ['ArnNotLike', fitsArn],
  ['NumericNotEquals', numbers((actual, wanted) => actual === wanted)],
  ['DateNotEquals', times((actual, wanted) => actual === wanted)],
]

/** The operators of a Condition by name. `Null` is not here: it looks at the key, not its value. */
export const conditionOperators: ReadonlyMap<string, ConditionOperator> = new Map<
  string,
  ConditionOperator
>([
  ...positive.map(([name, test]) => [name, { test, isNegated: false }] as const),
  ...negatives.map(([name, test]) => [name, { test, isNegated: true }] as const),
])
