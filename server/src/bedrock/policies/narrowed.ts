import { Problem } from '../../kernel/problem.ts'
import { parseArn } from '../arn.ts'
import type { Connection } from '../connection.ts'
import { noKnowledge, type Knowledge } from './knowledge.ts'
import { placeOf } from './place.ts'
import { policyDocument } from './policy-document.ts'
import { statementsFor } from './statements-for.ts'
import type { Use } from './use.ts'

/** What STS takes as a session policy, in characters. */
const longest = 2048

/**
 * The connection as a call makes it that needs nothing but this use: with a session of the role that
 * may do nothing else, where its owner wants that. What is narrowed already is never widened. Throws
 * `session-policy-too-long`, because a call must not get more rights than its owner thinks.
 */
export function narrowed(
  connection: Connection,
  use: Use,
  knowledge: Knowledge = noKnowledge,
): Connection {
  const { credentials, region, narrowRole, sessionPolicy } = connection
  if (credentials.type !== 'assume_role' || !narrowRole || sessionPolicy !== undefined)
    return connection
  const place = placeOf(region, parseArn(credentials.role_arn)?.account ?? null)
  const statements = statementsFor({ uses: [use], place, knowledge, reading: false })
  const policy = JSON.stringify(policyDocument(statements))
  if (policy.length <= longest) return { ...connection, sessionPolicy: policy }
  throw new Problem(
    'session-policy-too-long',
    `The policy that would narrow ${credentials.role_arn} to this call has ${policy.length} characters; AWS takes ${longest}.`,
  )
}
