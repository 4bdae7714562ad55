import type { Account } from '../accounts/account-schema.ts'
import { roleArnOf } from '../accounts/role-identity.ts'
import { notFound, validationError } from '../wire/aws-error.ts'
import { checkDefinition } from './check-definition.ts'
import type { FlowDefinition } from './flow-definition.ts'
import type { Flow, FlowAlias } from './flow-schema.ts'

export type FlowPlace = { account: Account; region: string }

/** What an alias leads to: one version of a flow, ready to run. */
export type FlowTarget = {
  flow: Flow
  version: string
  definition: FlowDefinition
  flowArn: string
  aliasArn: string
  roleArn: string
}

const flowPattern =
  /^(?:arn:aws[a-z-]*:bedrock:(?<region>[a-z0-9-]+):(?<owner>\d{12}):flow\/)?(?<id>[0-9a-zA-Z]{10})$/
const aliasPattern =
  /^(?:(?<flowArn>arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:flow\/[0-9a-zA-Z]{10})\/alias\/)?(?<id>TSTALIASID|[0-9a-zA-Z]{10})$/

/** The test alias that every flow has; it always leads to the draft. */
const testAliasId = 'TSTALIASID'

/** A flow by id or ARN. Throws ValidationException or ResourceNotFoundException. */
export function findFlow(identifier: string, { account, region }: FlowPlace): Flow {
  const {
    id,
    owner = account.id,
    region: named = region,
  } = readId(identifier, flowPattern, 'flowIdentifier')
  const flow = account.flows.find((each) => each.id === id && each.region === region)
  if (flow && owner === account.id && named === region) return flow
  throw notFound(`The flow ${identifier} was not found. Check the id or ARN and the region.`)
}

/** An alias of a flow by id or ARN; names are not accepted. Throws like `findFlow`. */
export function findAlias(flow: Flow, identifier: string, place: FlowPlace): FlowAlias {
  const own = flowArn(place, flow)
  const { id, flowArn: named = own } = readId(identifier, aliasPattern, 'flowAliasIdentifier')
  const test = { id: testAliasId, name: testAliasId, version: 'DRAFT' as const }
  const alias = [test, ...flow.aliases].find((each) => each.id === id)
  if (alias && named === own) return alias
  throw notFound(`The flow ${flow.id} has no alias ${identifier}.`)
}

const published = {
  flowIdentifier:
    '(arn:aws:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:flow/[0-9a-zA-Z]{10})|([0-9a-zA-Z]{10})',
  flowAliasIdentifier:
    '(arn:aws:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:flow/[0-9a-zA-Z]{10}/alias/[0-9a-zA-Z]{10})|(TSTALIASID|[0-9a-zA-Z]{10})',
}

function readId(
  text: string,
  pattern: RegExp,
  member: keyof typeof published,
): { id?: string; owner?: string; region?: string; flowArn?: string } {
  const groups = pattern.exec(text)?.groups
  if (groups) return groups
  throw validationError(
    `1 validation error detected: Value '${text}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${published[member]}`,
  )
}

/** The definition of a version; undefined when there is no such version. */
export function definitionOf(flow: Flow, version: string): FlowDefinition | undefined {
  if (version === 'DRAFT') return flow.definition
  const found = flow.versions.find((each) => each.version === version)
  return found && (found.definition ?? flow.definition)
}

/** The status of the draft. Versions are always prepared, since others cannot be made. */
export function statusOf(flow: Flow): NonNullable<Flow['status']> {
  return flow.status ?? (checkDefinition(flow.definition).length === 0 ? 'Prepared' : 'Failed')
}

export function flowArn({ account, region }: FlowPlace, { id }: Flow): string {
  return `arn:aws:bedrock:${region}:${account.id}:flow/${id}`
}

export function roleArn({ account }: FlowPlace, { executionRole }: Flow): string {
  return roleArnOf(account.id, executionRole ?? 'service-role/BedrockFlows')
}

/** What InvokeFlow runs. Throws like `findFlow`, and ValidationException for a draft that is not ready. */
export function resolveFlow(place: FlowPlace, flowId: string, aliasId: string): FlowTarget {
  const flow = findFlow(flowId, place)
  const alias = findAlias(flow, aliasId, place)
  const definition = definitionOf(flow, alias.version)
  if (!definition) throw notFound(`The flow ${flow.id} has no version ${alias.version}.`)
  if (alias.version === 'DRAFT') checkPrepared(flow)
  const arn = flowArn(place, flow)
  return {
    flow,
    version: alias.version,
    definition,
    flowArn: arn,
    aliasArn: `${arn}/alias/${alias.id}`,
    roleArn: roleArn(place, flow),
  }
}

function checkPrepared(flow: Flow): void {
  const status = statusOf(flow)
  if (status === 'Prepared') return
  throw validationError(
    `The flow ${flow.id} cannot be invoked, because its draft is in the status ${status}. Prepare the flow and try again.`,
  )
}
