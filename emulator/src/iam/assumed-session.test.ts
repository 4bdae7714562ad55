import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { AssumeRoleCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { describe, expect, it } from 'vitest'
import type { AccountInput } from '../accounts/account-schema.ts'
import { startEmulator, type Emulator } from '../index.ts'
import { demoKey, runtimeClient, secondKey, stsClient } from '../testing/connect.ts'
import { allow, deny, emulatorWith, type PolicyInput } from '../testing/emulator-with.ts'
import { failureOf } from '../testing/failure-of.ts'
import { textLike, textWith } from '../testing/matchers.ts'

type Role = NonNullable<AccountInput['roles']>[number]

const role = 'arn:aws:iam::111122223333:role/Caller'
const user = 'arn:aws:iam::111122223333:user/outcrop'
const nova = 'amazon.nova-micro-v1:0'
const novaArn = `arn:aws:bedrock:us-east-1::foundation-model/${nova}`

const trusting = (principal: string, more = {}): Pick<Role, 'trustPolicy'> => ({
  trustPolicy: { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole', ...more } }, // prettier-ignore
})

/** An emulator with one role; its first user may assume it unless other statements say otherwise. */
function withRole(
  given: Omit<Role, 'name'>,
  statements: PolicyInput['Statement'] = allow('sts:AssumeRole', role),
): Promise<Emulator> {
  return emulatorWith(statements, { roles: [{ name: 'Caller', ...given }] })
}

async function assume(
  emulator: Emulator,
  more: Partial<AssumeRoleCommandInput> = {},
  credentials = demoKey,
) {
  // prettier-ignore
  const command = new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'run-1', ...more })
  const { Credentials } = await stsClient(emulator, { credentials }).send(command)
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }
}

async function converseWith(emulator: Emulator, credentials: typeof demoKey, modelId = nova) {
  const messages = [{ role: 'user' as const, content: [{ text: 'hi' }] }]
  return runtimeClient(emulator, { credentials }).send(new ConverseCommand({ modelId, messages }))
}

describe('a trust policy', () => {
  const refused = { name: 'AccessDenied', status: 403 }
  const demands = { Condition: { StringEquals: { 'sts:ExternalId': 'secret-id' } } }

  it('demands the external id', async () => {
    const emulator = await withRole(trusting('arn:aws:iam::111122223333:root', demands))
    await assume(emulator, { ExternalId: 'secret-id' })
    expect(await failureOf(assume(emulator))).toMatchObject(refused)
    expect(await failureOf(assume(emulator, { ExternalId: 'guess' }))).toMatchObject(refused)
  })

  it('leaves a caller of the same account to its own policies, unless it names the caller', async () => {
    const nothing = allow('bedrock:InvokeModel')
    const byAccount = await withRole(trusting('111122223333'), nothing)
    expect(await failureOf(assume(byAccount))).toMatchObject({
      ...refused,
      message: `User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${role} because no identity-based policy allows the sts:AssumeRole action`,
    })
    await assume(await withRole(trusting(user), nothing))
    const forbidden = await withRole(trusting(user), deny('sts:*'))
    expect(await failureOf(assume(forbidden))).toMatchObject({ ...refused, message: textLike(/with an explicit deny in an identity-based policy$/) }) // prettier-ignore
  })

  it('lets another account in, and nobody whom a Deny means', async () => {
    const trusted = await withRole(trusting('arn:aws:iam::444455556666:root'))
    await assume(trusted, {}, secondKey)
    expect(await failureOf(assume(trusted))).toMatchObject(refused)
    const allowed = trusting('*').trustPolicy
    const exceptGuest = { Effect: 'Deny' as const, Principal: { AWS: 'arn:aws:iam::444455556666:user/guest' }, Action: 'sts:AssumeRole' } // prettier-ignore
    const statements = allowed ? [allowed.Statement, exceptGuest].flat() : []
    const guarded = await withRole({ trustPolicy: { Statement: statements } })
    await assume(guarded)
    expect(await failureOf(assume(guarded, {}, secondKey))).toMatchObject(refused)
  })

  it('and its short form exclude each other', async () => {
    const roles = [{ name: 'Caller', externalId: 'secret-id', ...trusting('*') }]
    await expect(startEmulator({ accounts: [{ id: '111122223333', roles }] })).rejects.toMatchObject({ message: textWith('neither trusts nor externalId') }) // prettier-ignore
  })
})

describe('a role session', () => {
  const trust = trusting('111122223333')
  const policies = [{ Statement: allow('bedrock:InvokeModel', 'arn:aws:bedrock:*::foundation-model/amazon.*') }] // prettier-ignore
  const session = 'arn:aws:sts::111122223333:assumed-role/Caller/run-1'

  it('may do what its role may', async () => {
    const emulator = await withRole({ ...trust, policies })
    const credentials = await assume(emulator)
    await converseWith(emulator, credentials)
    const failure = await failureOf(converseWith(emulator, credentials, 'openai.gpt-oss-20b-1:0'))
    expect(failure.message).toContain(`User: ${session} is not authorized to perform: bedrock:InvokeModel on resource: arn:aws:bedrock:us-east-1::foundation-model/openai.gpt-oss-20b-1:0 because no identity-based policy`) // prettier-ignore
  })

  it('is narrowed by a session policy, which gives nothing that the role has not', async () => {
    const emulator = await withRole({ ...trust, policies })
    const narrowed = await assume(emulator, { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [allow('bedrock:*', [novaArn, 'arn:aws:bedrock:*::foundation-model/openai.*'])] }) }) // prettier-ignore
    await converseWith(emulator, narrowed)
    expect((await failureOf(converseWith(emulator, narrowed, 'amazon.nova-lite-v1:0'))).message).toMatch(/because no session policy allows the bedrock:InvokeModel action$/) // prettier-ignore
    expect((await failureOf(converseWith(emulator, narrowed, 'openai.gpt-oss-20b-1:0'))).message).toMatch(/because no identity-based policy allows/) // prettier-ignore
    const denied = await assume(emulator, { Policy: JSON.stringify({ Statement: [allow('*'), deny('*', novaArn)] }) }) // prettier-ignore
    expect((await failureOf(converseWith(emulator, denied))).message).toMatch(/with an explicit deny in a session policy$/) // prettier-ignore
  })

  it.each([
    ['{', 'MalformedPolicyDocument', 'invalid Json'],
    ['{"Statement":[{"Effect":"Allow","Action":"x","Resource":"*"}]}', 'MalformedPolicyDocument', 'service:Action'], // prettier-ignore
    [JSON.stringify({ Statement: allow('*', Array.from({ length: 60 }, () => novaArn)) }), 'ValidationError', 'less than or equal to 2048'], // prettier-ignore
  ])('is not opened with the policy %.20s', async (policy, code, complaint) => {
    const emulator = await withRole({ ...trust, policies })
    const failure = await failureOf(assume(emulator, { Policy: policy }))
    expect(failure).toMatchObject({ name: textWith(code), status: 400, message: textWith(complaint) }) // prettier-ignore
  })
})
