import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { AssumeRoleCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import { describe, expect, it } from 'vitest'
import type { AccountInput } from '../accounts/account-schema.ts'
import type { Emulator } from '../index.ts'
import { demoKey, runtimeClient, stsClient } from '../testing/connect.ts'
import { allow, deny, emulatorWith, type PolicyInput } from '../testing/emulator-with.ts'
import { failureOf } from '../testing/failure-of.ts'
import { textWith } from '../testing/matchers.ts'

type Role = NonNullable<AccountInput['roles']>[number]

const account = '111122223333'
const arnOf = (name: string) => `arn:aws:iam::${account}:role/${name}`
const tags = [{ Key: 'Team', Value: 'growth' }]

const trusting = (Action: string | string[], more: object = {}): Pick<Role, 'trustPolicy'> => ({
  trustPolicy: { Statement: { Effect: 'Allow', Principal: { AWS: account }, Action, ...more } },
})
const both = ['sts:AssumeRole', 'sts:TagSession']

function withRole(
  role: Omit<Role, 'name'>,
  statements: PolicyInput['Statement'] = allow('sts:*'),
): Promise<Emulator> {
  const open = { name: 'Next', trusts: [account] }
  return emulatorWith(statements, { roles: [{ name: 'Caller', ...role }, open] })
}

async function assume(
  emulator: Emulator,
  more: Partial<AssumeRoleCommandInput> = {},
  credentials: typeof demoKey = demoKey,
) {
  const input = { RoleArn: arnOf('Caller'), RoleSessionName: 'run-1', Tags: tags, ...more }
  const { Credentials: given } = await stsClient(emulator, { credentials }).send(new AssumeRoleCommand(input)) // prettier-ignore
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  }
}

function converse(emulator: Emulator, credentials: typeof demoKey) {
  const messages = [{ role: 'user' as const, content: [{ text: 'hi' }] }]
  const command = new ConverseCommand({ modelId: 'amazon.nova-micro-v1:0', messages })
  return runtimeClient(emulator, { credentials }).send(command)
}

describe('a source identity', () => {
  const ann = { SourceIdentity: 'ann', Tags: undefined }
  const policies = [{ Statement: [allow('sts:*'), { ...allow('bedrock:InvokeModel'), Condition: { StringEquals: { 'aws:SourceIdentity': 'ann' } } }] }] // prettier-ignore

  it('needs sts:SetSourceIdentity, and stays with every session that follows', async () => {
    const emulator = await emulatorWith(allow('sts:*'), { roles: [{ name: 'Caller', policies }, { name: 'Next', trusts: [account], policies }] }) // prettier-ignore
    const session = await assume(emulator, ann)
    await converse(emulator, session)
    const next = { RoleArn: arnOf('Next'), Tags: undefined }
    await converse(emulator, await assume(emulator, next, session))
    expect(await failureOf(assume(emulator, { ...next, SourceIdentity: 'bob' }, session))).toMatchObject({ name: 'AccessDenied', message: textWith('source identity ann') }) // prettier-ignore
    const plain = await assume(emulator, { Tags: undefined })
    expect((await failureOf(converse(emulator, plain))).name).toBe('AccessDeniedException')
    const untrusting = await withRole(trusting('sts:AssumeRole'))
    expect(await failureOf(assume(untrusting, ann))).toMatchObject({ name: 'AccessDenied', message: textWith('sts:SetSourceIdentity') }) // prettier-ignore
  })

  it('has its limits, and managed policies are refused rather than left out', async () => {
    const emulator = await withRole({})
    expect((await failureOf(assume(emulator, { ...ann, SourceIdentity: 'a' }))).message).toContain("at 'sourceIdentity'") // prettier-ignore
    const PolicyArns = [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }]
    expect((await failureOf(assume(emulator, { PolicyArns }))).message).toContain('no managed policies') // prettier-ignore
  })
})

describe('session tags', () => {
  const refused = { name: 'AccessDenied', status: 403, message: textWith('to perform: sts:TagSession on resource') } // prettier-ignore

  it('need sts:TagSession in the trust policy', async () => {
    const emulator = await withRole(trusting('sts:AssumeRole'))
    await assume(emulator, { Tags: undefined })
    expect(await failureOf(assume(emulator))).toMatchObject(refused)
    await assume(await withRole(trusting(both)))
    await assume(await withRole({}))
  })

  it('need sts:TagSession in the policies of the caller', async () => {
    const emulator = await withRole(trusting(both), allow('sts:AssumeRole', arnOf('Caller')))
    await assume(emulator, { Tags: undefined })
    expect(await failureOf(assume(emulator))).toMatchObject(refused)
    const forbidden = await withRole(trusting(both), [allow('sts:*'), deny('sts:TagSession')])
    expect(await failureOf(assume(forbidden))).toMatchObject({ ...refused, message: textWith('explicit deny') }) // prettier-ignore
  })

  it('are looked at by conditions on aws:RequestTag and aws:TagKeys', async () => {
    const Condition = {
      StringEquals: { 'aws:RequestTag/Team': ['growth', 'sales'] },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['Team', 'Cost'] },
    }
    const emulator = await withRole(trusting(both, { Condition }))
    await assume(emulator)
    expect((await failureOf(assume(emulator, { Tags: undefined }))).name).toBe('AccessDenied')
    for (const wrong of [[{ Key: 'Team', Value: 'other' }], [...tags, { Key: 'Else', Value: '1' }]]) {
      expect((await failureOf(assume(emulator, { Tags: wrong }))).name).toBe('AccessDenied')
    }
  }) // prettier-ignore

  it('are told by aws:PrincipalTag of the session, in conditions and policy variables', async () => {
    const policies = [{ Statement: [{ ...allow('bedrock:InvokeModel'), Condition: { StringLike: { 'aws:PrincipalTag/Team': 'gr*' } } }] }] // prettier-ignore
    const emulator = await withRole({ policies })
    await converse(emulator, await assume(emulator))
    for (const other of [undefined, [{ Key: 'Team', Value: 'sales' }]]) {
      const credentials = await assume(emulator, { Tags: other })
      expect((await failureOf(converse(emulator, credentials))).name).toBe('AccessDeniedException')
    }
  })

  it('go on to the next role only where they are transitive, and cannot be changed then', async () => {
    const chained = { RoleArn: arnOf('Next'), Tags: undefined }
    const policies = [{ Statement: [allow('sts:*'), { ...allow('bedrock:InvokeModel'), Condition: { Null: { 'aws:PrincipalTag/Team': 'false' } } }] }] // prettier-ignore
    const emulator = await emulatorWith(allow('sts:*'), {
      roles: [{ name: 'Caller', policies }, { name: 'Next', trusts: [account], policies }],
    }) // prettier-ignore
    const plain = await assume(emulator)
    const lost = await assume(emulator, chained, plain)
    expect((await failureOf(converse(emulator, lost))).name).toBe('AccessDeniedException')
    const handing = await assume(emulator, { TransitiveTagKeys: ['Team'] })
    await converse(emulator, await assume(emulator, chained, handing))
    expect(await failureOf(assume(emulator, { ...chained, Tags: [{ Key: 'team', Value: 'x' }] }, handing))).toMatchObject({ name: textWith('ValidationError'), message: textWith('conflicts with a transitive tag key') }) // prettier-ignore
  })

  it.each([
    ['51 tags', Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' })), "at 'tags'"], // prettier-ignore
    ['a key without characters', [{ Key: '', Value: 'x' }], "at 'tags.1.member.key'"],
    ['a key of 129', [...tags, { Key: 'k'.repeat(129), Value: '' }], "at 'tags.2.member.key'"],
    ['a value of 257', [{ Key: 'k', Value: 'v'.repeat(257) }], "at 'tags.1.member.value'"],
    ['a key with a star', [{ Key: 'k*', Value: '' }], 'regular expression pattern'],
    ['a key of AWS', [{ Key: 'aws:k', Value: '' }], 'aws: prefixed'],
    ['a key twice', [...tags, { Key: 'TEAM', Value: '' }], 'Duplicate tag keys'],
  ])('are refused for %s', async (_, wrong, message) => {
    const emulator = await withRole({})
    expect(await failureOf(assume(emulator, { Tags: wrong }))).toMatchObject({ name: textWith('ValidationError'), status: 400, message: textWith(message) }) // prettier-ignore
  })

  it('hold fifty, with the longest keys and values', async () => {
    const emulator = await withRole({})
    const many = Array.from({ length: 50 }, (_, index) => ({ Key: String(index).padStart(128, 'k'), Value: 'é'.repeat(256) })) // prettier-ignore
    expect((await assume(emulator, { Tags: many })).accessKeyId).toMatch(/^ASIA/)
    const unknown = assume(emulator, { TransitiveTagKeys: ['Other'] })
    expect((await failureOf(unknown)).message).toContain('transitive tag key Other')
  })
})
