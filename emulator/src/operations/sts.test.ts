import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  type AssumeRoleCommandInput,
} from '@aws-sdk/client-sts'
import { describe, expect, it } from 'vitest'
import { startEmulator } from '../index.ts'
import { demoKey, runtimeClient, secondKey, stsClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { textLike, textWith } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

let aheadMs = 0
const emulator = runningEmulator(() =>
  startEmulator({
    now: () => new Date(Date.now() + aheadMs),
    accounts: [
      {
        id: '111122223333',
        accessKeys: [{ id: demoKey.accessKeyId, secret: demoKey.secretAccessKey, user: 'outcrop' }],
        roles: [
          {
            name: 'OutcropBedrock',
            externalId: 'outcrop-demo',
            trusts: ['111122223333', '444455556666'],
            maxSessionDurationS: 7200,
          },
          { name: 'service/Open' },
          {
            name: 'OnlyForRole',
            trusts: ['arn:aws:iam::111122223333:role/OutcropBedrock'],
            maxSessionDurationS: 43_200,
          },
        ],
      },
      {
        id: '444455556666',
        accessKeys: [{ id: secondKey.accessKeyId, secret: secondKey.secretAccessKey }],
      },
    ],
  }),
)

const roleArn = 'arn:aws:iam::111122223333:role/OutcropBedrock'

function assume(more: Partial<AssumeRoleCommandInput> = {}): AssumeRoleCommand {
  return new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: 'run-1',
    ExternalId: 'outcrop-demo',
    ...more,
  })
}

async function session(more: Partial<AssumeRoleCommandInput> = {}, credentials = demoKey) {
  const { Credentials, AssumedRoleUser } = await stsClient(emulator(), { credentials }).send(
    assume(more),
  )
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
    expiresAt: Credentials?.Expiration,
    arn: AssumedRoleUser?.Arn,
  }
}

const converse = new ConverseCommand({
  modelId: 'amazon.nova-micro-v1:0',
  messages: [{ role: 'user', content: [{ text: 'hi' }] }],
})

describe('GetCallerIdentity', () => {
  it('names a user', async () => {
    expect(await stsClient(emulator()).send(new GetCallerIdentityCommand())).toMatchObject({
      Account: '111122223333',
      Arn: 'arn:aws:iam::111122223333:user/outcrop',
      UserId: textLike(/^AIDA[A-Z2-7]{17}$/),
    })
  })

  it('names a role session', async () => {
    const credentials = await session()
    expect(
      await stsClient(emulator(), { credentials }).send(new GetCallerIdentityCommand()),
    ).toMatchObject({
      Account: '111122223333',
      Arn: 'arn:aws:sts::111122223333:assumed-role/OutcropBedrock/run-1',
      UserId: textLike(/^AROA[A-Z2-7]{17}:run-1$/),
    })
  })
})

describe('AssumeRole', () => {
  it('gives a session that signs Bedrock calls for as long as it was asked for', async () => {
    const credentials = await session({ DurationSeconds: 900 })
    expect(credentials.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
    expect(credentials.expiresAt?.getTime()).toBeCloseTo(Date.now() + 900_000, -4)
    expect((await runtimeClient(emulator(), { credentials }).send(converse)).stopReason).toBe(
      'end_turn',
    )
    aheadMs = 899_000
    const later = runtimeClient(emulator(), { credentials, systemClockOffset: aheadMs })
    expect((await later.send(converse)).stopReason).toBe('end_turn')
    aheadMs = 901_000
    const tooLate = runtimeClient(emulator(), { credentials, systemClockOffset: aheadMs })
    expect(await failureOf(tooLate.send(converse))).toMatchObject({
      name: 'ExpiredTokenException',
      status: 403,
    })
    const stsTooLate = stsClient(emulator(), { credentials, systemClockOffset: aheadMs })
    expect(await failureOf(stsTooLate.send(new GetCallerIdentityCommand()))).toMatchObject({
      name: 'ExpiredToken',
      status: 403,
    })
    aheadMs = 0
  })

  it('lets a trusted account in, and uses the models of the role’s account', async () => {
    const credentials = await session({}, secondKey)
    await runtimeClient(emulator(), { credentials }).send(converse)
    expect(emulator().calls.recent(1)[0]).toMatchObject({
      accountId: '111122223333',
      accessKeyId: credentials.accessKeyId,
    })
  })

  it('accepts roles with a path and without an external id', async () => {
    const credentials = await session({
      RoleArn: 'arn:aws:iam::111122223333:role/service/Open',
      ExternalId: undefined,
    })
    expect(credentials.arn).toBe('arn:aws:sts::111122223333:assumed-role/Open/run-1')
  })

  it('chains roles for at most an hour', async () => {
    const first = await session()
    const next = { RoleArn: 'arn:aws:iam::111122223333:role/OnlyForRole', ExternalId: undefined }
    expect((await session(next, first)).arn).toContain('assumed-role/OnlyForRole')
    expect(await failureOf(session({ ...next, DurationSeconds: 3601 }, first))).toMatchObject({
      name: 'ValidationError',
      status: 400,
      message: textWith('role chaining'),
    })
    expect(await failureOf(session(next))).toMatchObject({ name: 'AccessDenied', status: 403 })
  })

  it.each<[string, Partial<AssumeRoleCommandInput>, typeof demoKey]>([
    ['a wrong external id', { ExternalId: 'guess' }, demoKey],
    ['a missing external id', { ExternalId: undefined }, demoKey],
    ['a role that does not exist', { RoleArn: 'arn:aws:iam::111122223333:role/Nobody' }, demoKey],
    [
      'an account that does not exist',
      { RoleArn: 'arn:aws:iam::999999999999:role/OutcropBedrock' },
      demoKey,
    ],
    ['a stranger', { RoleArn: 'arn:aws:iam::111122223333:role/service/Open' }, secondKey],
  ])('tells nothing apart: %s', async (_, more, credentials) => {
    const failure = await failureOf(session(more, credentials))
    expect(failure).toMatchObject({ name: 'AccessDenied', status: 403 })
    expect(failure.message).toMatch(
      /^User: arn:aws:iam::\d{12}:user\/\w+ is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::/,
    )
  })

  it.each<[string, Partial<AssumeRoleCommandInput>, RegExp]>([
    [
      'too short a session',
      { DurationSeconds: 899 },
      /Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900/,
    ],
    ['too long a session', { DurationSeconds: 43_201 }, /less than or equal to 43200/],
    [
      'longer than the role allows',
      { DurationSeconds: 7201 },
      /exceeds the MaxSessionDuration set for this role/,
    ],
    [
      'a session name with a space',
      { RoleSessionName: 'run 1' },
      /'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: \[\\w\+=,\.@-\]\*/,
    ],
    ['a session name of one letter', { RoleSessionName: 'r' }, /length greater than or equal to 2/],
    [
      'no session name',
      { RoleSessionName: undefined },
      /Value null at 'roleSessionName'.*must not be null/,
    ],
    [
      'an external id with a space',
      { ExternalId: 'a b' },
      /'externalId' failed to satisfy constraint/,
    ],
    [
      'something that is no role',
      { RoleArn: 'arn:aws:iam::111122223333:user/outcrop' },
      /is invalid/,
    ],
  ])('refuses %s', async (_, more, message) => {
    const failure = await failureOf(session(more))
    expect(failure).toMatchObject({ name: 'ValidationError', status: 400 })
    expect(failure.message).toMatch(message)
  })
})

it('an action that STS does not have is refused in XML', async () => {
  const response = await fetch(emulator().url, {
    method: 'POST',
    body: 'Action=Nothing&Version=2011-06-15',
  })
  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toBe('text/xml')
  expect(await response.text()).toContain(
    '<Code>InvalidAction</Code><Message>Could not find operation Nothing for version 2011-06-15</Message>',
  )
})
