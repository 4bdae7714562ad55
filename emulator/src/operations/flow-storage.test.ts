import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Emulator } from '../index.ts'
import { allow } from '../testing/emulator-with.ts'
import { runFlowOf } from '../testing/flow-emulator.ts'
import { connections, end, node, start, type Definition } from '../testing/flow-parts.ts'
import { outputsOf } from '../testing/invoke-flow.ts'
import { runningEmulator } from '../testing/running-emulator.ts'
import { startFlows } from '../testing/start-flows.ts'

const folder = mkdtempSync(join(tmpdir(), 'bucket-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'greeting.txt'), 'Grüß Gott')
writeFileSync(join(folder, 'picture.bin'), Buffer.from([0xff, 0xfe, 0x00]))

const s3 = (bucketName: string) => ({ serviceConfiguration: { s3: { bucketName } } })

const reading = (bucket: string): Definition => ({
  nodes: [
    start('String'),
    node('Fetch', 'Retrieval', {
      in: ['objectKey'],
      out: ['s3Content'],
      retrieval: s3(bucket),
    }),
    end(),
  ],
  connections: connections('Start.document -> Fetch.objectKey', 'Fetch.s3Content -> End.document'),
})

const writing = (type: 'String' | 'Object'): Definition => ({
  nodes: [
    start(),
    node('Keep', 'Storage', {
      in: [`content: ${type} = $.data.content`, 'objectKey = $.data.key'],
      out: ['s3Uri'],
      storage: s3('shop-texts'),
    }),
    end(),
  ],
  connections: connections(
    'Start.document -> Keep.content',
    'Start.document -> Keep.objectKey',
    'Keep.s3Uri -> End.document',
  ),
})

const given = {
  flows: {
    READING001: reading('shop-texts'),
    LOSTBUCKET: reading('no-such-bucket'),
    WRITING001: writing('String'),
    WRITING002: writing('Object'),
  },
  account: { buckets: [{ name: 'shop-texts', folder }] },
}
const emulator = runningEmulator(() => startFlows(given))

async function errorOf(
  flowId: string,
  document: unknown,
  of: Emulator = emulator(),
): Promise<unknown> {
  return runFlowOf(of, flowId, document).then(
    ({ error }) => error,
    (thrown: unknown) => thrown,
  )
}

it('reads an object', async () => {
  const told = await runFlowOf(emulator(), 'READING001', 'greeting.txt')
  expect(outputsOf(told)).toEqual([{ node: 'End', document: 'Grüß Gott' }])
})

it('stores texts as they are and everything else as JSON, and reads what it stored', async () => {
  const key = 'year=2026/note.txt'
  const told = await runFlowOf(emulator(), 'WRITING001', { content: 'Hello', key })
  expect(outputsOf(told)).toEqual([{ node: 'End', document: `s3://shop-texts/${key}` }])
  expect(readFileSync(join(folder, key), 'utf8')).toBe('Hello')
  await runFlowOf(emulator(), 'WRITING002', { content: { a: [1] }, key })
  const back = await runFlowOf(emulator(), 'READING001', key)
  expect(outputsOf(back)[0]?.document).toBe('{"a":[1]}')
})

it.each([
  ['a key that is not there', 'READING001', 'nothing.txt', 'NoSuchKey: The specified key'],
  ['a bucket that is not there', 'LOSTBUCKET', 'x', 'NoSuchBucket: The specified bucket'],
  ['what is no text', 'READING001', 'picture.bin', 'no text in UTF-8'],
  ['a key that leaves the folder', 'READING001', '../secret', 'InvalidKey'],
  ['an absolute key', 'READING001', '/etc/passwd', 'InvalidKey'],
  ['a key of a folder', 'READING001', '.', 'InvalidKey'],
  ['a key with NUL', 'READING001', 'a\u0000b', 'InvalidKey'],
  ['a key that is too long', 'READING001', 'k'.repeat(1025), 'KeyTooLongError'],
  ['no key', 'READING001', '', 'InvalidKey'],
  [
    'a key below a file',
    'WRITING001',
    { content: 'x', key: 'greeting.txt/below' },
    'InternalError',
  ],
])('fails as S3 does for %s', async (_, flowId, document, message) => {
  const error = await errorOf(flowId, document)
  expect(error).toMatchObject({ name: 'DependencyFailedException', resourceName: 'S3' })
  expect(String(error)).toContain(message)
})

it('traces the call of S3', async () => {
  const told = await runFlowOf(emulator(), 'READING001', 'greeting.txt', { enableTrace: true })
  const actions = told.events.flatMap(
    ({ flowTraceEvent: event }) => event?.trace?.nodeActionTrace ?? [],
  )
  expect(actions).toMatchObject([
    {
      nodeName: 'Fetch',
      serviceName: 'S3',
      operationName: 'GetObject',
      operationRequest: { bucketName: 'shop-texts', objectKey: 'greeting.txt' },
    },
  ])
})

it('needs the role to be allowed the object, of a bucket of the account', async () => {
  const own = { Condition: { StringEquals: { 'aws:ResourceAccount': '111122223333' } } }
  const reads = allow('s3:GetObject', 'arn:aws:s3:::shop-texts/greeting.txt', own)
  const writes = allow('s3:PutObject', 'arn:aws:s3:::shop-texts/kept/*')
  const limited = await startFlows({ ...given, role: [reads, writes] })
  const keep = { content: 'x', key: 'kept/x' }
  expect(await errorOf('READING001', 'greeting.txt', limited)).toBeUndefined()
  expect(await errorOf('WRITING001', keep, limited)).toBeUndefined()
  for (const [flowId, document, action] of [
    ['READING001', 'picture.bin', 's3:GetObject'],
    ['WRITING001', { ...keep, key: 'x' }, 's3:PutObject'],
  ] as const) {
    const error = await errorOf(flowId, document, limited)
    expect(error).toMatchObject({ name: 'AccessDeniedException' })
    expect(String(error)).toContain(
      `not authorized to perform: ${action} on resource: arn:aws:s3:::`,
    )
  }
  await limited.close()
})
