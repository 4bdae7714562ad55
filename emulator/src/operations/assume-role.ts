import { z } from 'zod'
import type { Role } from '../accounts/account-schema.ts'
import type { SessionTags } from '../accounts/credential.ts'
import { callerKeys } from '../iam/caller-keys.ts'
import { denial } from '../iam/denial.ts'
import { readSessionPolicy } from '../iam/read-session-policy.ts'
import { refusalOf } from '../iam/refusal-of.ts'
import { requestContext } from '../iam/request-context.ts'
import { trustOf } from '../iam/trust-of.ts'
import { trustPolicyOf } from '../iam/trust-policy-of.ts'
import { AwsError } from '../wire/aws-error.ts'
import type { World } from '../world.ts'
import { field, formOf, numbered } from './form-of.ts'
import type { Call, Operation } from './operation.ts'
import { readSessionTags } from './read-session-tags.ts'
import { xmlReply } from './xml-reply.ts'

const form = z.object({
  RoleArn: field('roleArn', { min: 20, max: 2048 }),
  RoleSessionName: field('roleSessionName', { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ }),
  ExternalId: field('externalId', { min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/ }).optional(),
  Policy: field('policy', { min: 1, max: 2048 }).optional(),
  SourceIdentity: field('sourceIdentity', { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ }).optional(),
  DurationSeconds: z
    .string()
    .default('3600')
    .superRefine((text, context) => {
      const complaint = durationComplaint(text)
      if (complaint !== undefined) context.addIssue({ code: 'custom', message: complaint })
    })
    .transform(Number),
})

type Form = z.infer<typeof form> & { tags: SessionTags }

export const assumeRole: Operation = {
  name: 'AssumeRole',
  endpoint: 'sts',
  action: 'sts:AssumeRole',
  route: 'form-action',
  // It looks itself, because the trust policy of the role has a say too.
  permissions: () => [],
  prepare: (call) => {
    refuseManagedPolicies(call)
    const request = { ...formOf(call, form), tags: readSessionTags(call) }
    return { perform: (world) => openSession(call, request, world) }
  },
}

function openSession(call: Call, request: Form, world: World): ReturnType<typeof xmlReply> {
  const { accountId, role } = findRole(call, request, world)
  checkDuration(call, request, role)
  const identity = identityOf(call, request)
  const session = {
    accountId,
    role,
    name: request.RoleSessionName,
    durationS: request.DurationSeconds,
    policies: request.Policy === undefined ? undefined : [readSessionPolicy(request.Policy)],
    tags: request.tags,
    sourceIdentity: identity,
  }
  const opened = world.keyRing.openSession(session, world.now())
  return xmlReply(call, 'AssumeRole', {
    AssumedRoleUser: { AssumedRoleId: opened.userId, Arn: opened.arn },
    Credentials: {
      AccessKeyId: opened.accessKeyId,
      SecretAccessKey: opened.secret,
      SessionToken: opened.sessionToken,
      Expiration: opened.expiresAt.toISOString(),
    },
    ...(identity !== undefined && { SourceIdentity: identity }),
  })
}

/** A missing role, a stranger and a wrong external id are refused alike, so that nobody can probe. */
function findRole(call: Call, request: Form, world: World): { accountId: string; role: Role } {
  const [, accountId = '', name] =
    /^arn:aws[a-z-]*:iam::(\d{12}):role\/(.+)$/.exec(request.RoleArn) ?? []
  if (name === undefined)
    throw new AwsError('ValidationError', 400, `${request.RoleArn} is invalid`)
  const role = world.accounts.get(accountId)?.roles.find((each) => each.name === name)
  const isTagged = Object.keys(request.tags.values).length > 0
  const needed = [
    'sts:AssumeRole',
    ...(isTagged ? ['sts:TagSession'] : []),
    ...(request.SourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ]
  const refused = needed.find(
    (action) => !role || !isAllowed(action, call, request, world, { accountId, role }),
  )
  if (role && refused === undefined) return { accountId, role }
  throw new AwsError(
    'AccessDenied',
    403,
    `User: ${call.caller.arn} is not authorized to perform: ${refused ?? 'sts:AssumeRole'} on resource: ${request.RoleArn}`,
  )
}

/** Both sides must agree: the role trusts the caller, and the caller may do it. */
function isAllowed(
  action: string,
  { caller, region }: Call,
  { RoleArn, ExternalId, RoleSessionName, SourceIdentity, tags }: Form,
  world: World,
  { accountId, role }: { accountId: string; role: Role },
): boolean {
  const tagged = Object.entries(tags.values)
  const context = requestContext({
    ...callerKeys(caller, world.now()),
    ...Object.fromEntries(tagged.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': tagged.length > 0 ? tagged.map(([key]) => key) : undefined,
    'sts:TransitiveTagKeys': tags.transitive.length > 0 ? tags.transitive : undefined,
    'aws:RequestedRegion': region,
    'sts:ExternalId': ExternalId,
    'sts:RoleSessionName': RoleSessionName,
    'sts:SourceIdentity': SourceIdentity,
  })
  const trust = trustOf(trustPolicyOf(role, accountId), caller, { action, context })
  if (trust === 'none') return false
  const asked = { action, resource: RoleArn, context }
  const refused = refusalOf(caller, asked)
  if (!refused) return true
  const isEnough = trust === 'by-name' && caller.accountId === accountId
  if (isEnough && refused.decision === 'not-allowed') return true
  throw denial({ caller: caller.arn, ...asked, ...refused }, 'AccessDenied')
}

/** Whoever acts for somebody goes on to do so, whichever role it takes on. */
function identityOf({ caller }: Call, { SourceIdentity: wanted }: Form): string | undefined {
  const kept = caller.sourceIdentity
  if (kept === undefined || wanted === undefined || kept === wanted) return kept ?? wanted
  throw new AwsError('AccessDenied', 403, `User: ${caller.arn} cannot change the source identity ${kept} of its session.`) // prettier-ignore
}

/** To leave out what narrows a session would let it do more than in AWS. */
function refuseManagedPolicies({ body }: Call): void {
  const form = new URLSearchParams(body.toString('utf8'))
  if (numbered(form, 'PolicyArns').length === 0) return
  throw new AwsError('ValidationError', 400, 'This emulator knows no managed policies. Narrow the session with Policy, not with PolicyArns.') // prettier-ignore
}

function durationComplaint(text: string): string | undefined {
  const broken = `Value '${text}' at 'durationSeconds' failed to satisfy constraint: Member must have value`
  if (!/^\d+$/.test(text)) return `Value '${text}' at 'durationSeconds' is not an integer`
  if (Number(text) < 900) return `${broken} greater than or equal to 900`
  return Number(text) > 43_200 ? `${broken} less than or equal to 43200` : undefined
}

function checkDuration(call: Call, { DurationSeconds }: Form, role: Role): void {
  const isChained = call.caller.roleArn !== undefined
  if (isChained && DurationSeconds > 3600) {
    throw new AwsError(
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    )
  }
  if (DurationSeconds > role.maxSessionDurationS) {
    throw new AwsError(
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    )
  }
}
