import type { ConnectionTest } from '@outcrop/contract'
import type { Clock } from '../kernel/clock.ts'
import { counted } from '../kernel/counted.ts'
import type { Problem } from '../kernel/problem.ts'
import { attempt, type Check, type Outcome } from './attempt-check.ts'
import type { Aws } from './aws/aws.ts'
import { checkUses } from './check-uses.ts'
import type { Connection } from './connection.ts'
import { isMissingPermission } from './list-models.ts'
import { foundationModels, profiles, provisionedModels } from './model-lists.ts'
import type { Use } from './policies/use.ts'
import { readResources } from './read-resources.ts'
import { sayOnce } from './say-once.ts'

interface Tools {
  readonly aws: Aws
  readonly now: Clock
}

/**
 * Makes the read calls that Outcrop needs, and explains what came of each. Throws nothing expected.
 * What the provider is used for is looked at too, but does not decide: one model that may not be used
 * yet makes no bad connection.
 */
export async function testConnection(
  { aws, now }: Tools,
  connection: Connection,
  uses: readonly Use[],
): Promise<ConnectionTest> {
  // Someone has just mended something: what was refused before is asked again.
  aws.forgetKeys(connection)
  const role =
    connection.credentials.type === 'assume_role' ? connection.credentials.role_arn : null
  const assumed = role === null ? [] : [await checkRole({ aws, now }, connection, role)]
  const refused = assumed.find(({ problem }) => problem !== null)
  const identity = refused ? null : await checkAll({ aws, now }, connection)
  const ok = identity?.ok ?? false
  if (ok) aws.forgetRefusals(connection)
  const used = ok ? await checkUses({ aws, now }, connection, uses) : []
  const checks = [...assumed.map(({ check }) => check), ...(identity?.checks ?? []), ...used]
  return {
    ok,
    account: identity?.account ?? null,
    arn: identity?.arn ?? null,
    tested_at: now().toISOString(),
    checks: sayOnce(checks),
  }
}

function checkRole(
  { aws, now }: Tools,
  connection: Connection,
  role: string,
): Promise<Outcome<null>> {
  return attempt('sts:AssumeRole', now, async (signal) => {
    await aws.authenticate(connection, signal)
    return { value: null, summary: `Assumed ${role}.` }
  })
}

async function checkAll(tools: Tools, connection: Connection) {
  const [identity, ...lists] = await Promise.all([
    checkIdentity(tools, connection),
    checkModels(tools, connection),
    checkProfiles(tools, connection),
    checkProvisioned(tools, connection),
  ])
  return {
    ok: identity.problem === null && lists.every(({ problem }) => isBearable(problem)),
    account: identity.value?.account ?? null,
    arn: identity.value?.arn ?? null,
    checks: [identity.check, ...lists.map(({ check, problem }) => explained(check, problem))],
  }
}

function checkIdentity({ aws, now }: Tools, connection: Connection) {
  return attempt('sts:GetCallerIdentity', now, async (signal) => {
    const { Account, Arn } = await readResources(aws, connection, signal).identity()
    const value = { account: Account ?? null, arn: Arn ?? null }
    return { value, summary: `AWS sees ${Arn ?? 'no name'} in account ${Account ?? 'unknown'}.` }
  })
}

function checkModels({ aws, now }: Tools, connection: Connection) {
  return attempt('bedrock:ListFoundationModels', now, async (signal) => {
    const models = await foundationModels(aws, connection, signal)
    return {
      value: null,
      summary: `${connection.region} offers ${counted(models.length, 'foundation model')}.`,
    }
  })
}

function checkProfiles({ aws, now }: Tools, connection: Connection) {
  return attempt('bedrock:ListInferenceProfiles', now, async (signal) => {
    const found = await profiles(aws, connection, 'SYSTEM_DEFINED', signal)
    return {
      value: null,
      summary: `${connection.region} offers ${counted(found.length, 'inference profile')}.`,
    }
  })
}

function checkProvisioned({ aws, now }: Tools, connection: Connection) {
  return attempt('bedrock:ListProvisionedModelThroughputs', now, async (signal) => {
    const found = await provisionedModels(aws, connection, signal)
    return {
      value: null,
      summary: `The account has ${counted(found.length, 'provisioned model')} there.`,
    }
  })
}

/** Lists only fill the pickers; calls to models need other permissions. */
const isBearable = (problem: Problem | null): boolean =>
  problem === null || isMissingPermission(problem)

function explained(check: Check, problem: Problem | null): Check {
  if (problem === null || !isMissingPermission(problem)) return check
  const summary = `These credentials may not list this. The provider works all the same: model ids must be typed instead of chosen. Allow ${check.check} to have them listed.`
  return { ...check, summary }
}
