import { Problem } from '../../kernel/problem.ts'
import { parseArn } from '../arn.ts'
import { sourceOf } from '../aws/assume-role.ts'
import type { Aws } from '../aws/aws.ts'
import type { AssumedRole } from '../aws/signer.ts'
import type { Connection } from '../connection.ts'
import { readResources, type ReadResources } from '../read-resources.ts'
import { gatherKnowledge } from './gather-knowledge.ts'
import { named } from './model-statements.ts'
import { placeOf } from './place.ts'
import { policyDocument } from './policy-document.ts'
import type { PolicySet } from './policy-set.ts'
import { statementsFor } from './statements-for.ts'
import { trustPolicy } from './trust-policy.ts'
import type { Use } from './use.ts'

/** How long AWS may be asked, in milliseconds. */
const limitMs = 15_000

export interface MadePolicies {
  readonly set: PolicySet
  /** What AWS would not tell, and what that means for the policies. */
  readonly notes: readonly string[]
}

export interface PolicyWish {
  readonly uses: readonly Use[]
  readonly reading: boolean
}

/**
 * The least-privilege policies for what a provider is used for. AWS is asked what it alone knows; it
 * works without answers too, because policies are wanted before anything is allowed.
 */
export async function makePolicies(
  aws: Aws,
  connection: Connection,
  { uses, reading }: PolicyWish,
): Promise<MadePolicies> {
  const { credentials, region } = connection
  const signal = AbortSignal.timeout(limitMs)
  const read = readResources(aws, connection, signal)
  const role = credentials.type === 'assume_role' ? credentials : null
  const account = parseArn(role?.role_arn ?? '')?.account ?? (await accountOf(read))
  const { knowledge, notes } = await gatherKnowledge(read, uses)
  const place = placeOf(region, account)
  const unknown = account === null ? ['The account is not known, so the ARNs say * instead. Test the connection first.'] : [] // prettier-ignore
  const permissions = policyDocument(statementsFor({ uses, place, knowledge, reading }))
  if (!role) return { set: { permissions, role: null }, notes: [...unknown, ...notes] }
  const caller = await callerOf(readResources(aws, sourceOf(connection, role), signal))
  const unnamed = caller === null ? ['Whoever assumes the role is not known, so there is no trust policy. Give the provider working source credentials first.'] : [] // prettier-ignore
  const set = { permissions, role: roleParts(role, caller) }
  return { set, notes: [...unnamed, ...notes] }
}

function roleParts(role: AssumedRole, caller: string | null): NonNullable<PolicySet['role']> {
  const assume = named('AssumeOutcropRole', ['sts:AssumeRole'], [role.role_arn])
  return {
    arn: role.role_arn,
    trust: caller === null ? null : trustPolicy(caller, role.external_id),
    source: policyDocument([assume]),
  }
}

const accountOf = (read: ReadResources): Promise<string | null> =>
  read.identity().then(({ Account }) => Account ?? null, unlessDefect)

const callerOf = (read: ReadResources): Promise<string | null> =>
  read.identity().then(({ Arn }) => Arn ?? null, unlessDefect)

function unlessDefect(error: unknown): null {
  if (error instanceof Problem) return null
  throw error
}
