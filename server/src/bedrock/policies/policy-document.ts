/** A statement of an IAM policy that allows something, as AWS writes it. */
export interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** An IAM policy for a user, a role or a session. */
export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement[]
}

/**
 * Statements of one name become one; what is named twice is written once, and what is allowed
 * without a condition is not allowed again with one.
 */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  const byName = new Map<string, Statement>()
  for (const statement of statements) {
    const known = byName.get(statement.Sid)
    byName.set(statement.Sid, known ? joined(known, statement) : statement)
  }
  const all = [...byName.values()].map(sorted)
  const kept = all.map((statement) => withoutSpare(statement, all))
  return { Version: '2012-10-17', Statement: kept.filter(({ Resource }) => Resource.length > 0) }
}

const joined = (left: Statement, right: Statement): Statement => ({
  ...left,
  Action: [...left.Action, ...right.Action],
  Resource: [...left.Resource, ...right.Resource],
})

const sorted = (statement: Statement): Statement => ({
  ...statement,
  Action: unique(statement.Action),
  Resource: unique(statement.Resource),
})

function withoutSpare(statement: Statement, all: readonly Statement[]): Statement {
  if (!statement.Condition) return statement
  const free = all.filter(
    ({ Condition, Action }) =>
      !Condition && statement.Action.every((each) => Action.includes(each)),
  )
  const isSpare = (arn: string) => free.some(({ Resource }) => Resource.includes(arn))
  return { ...statement, Resource: statement.Resource.filter((arn) => !isSpare(arn)) }
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort()
