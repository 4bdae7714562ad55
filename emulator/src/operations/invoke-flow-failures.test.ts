import type { InvokeFlowCommandInput } from '@aws-sdk/client-bedrock-agent-runtime'
import { describe, expect, it } from 'vitest'
import { failureOf } from '../testing/failure-of.ts'
import { runFlowOf, startFlowEmulator, type Wanted } from '../testing/flow-emulator.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator(startFlowEmulator)

const run = (flowId: string, document: unknown, wanted: Wanted = {}) =>
  runFlowOf(emulator(), flowId, document, wanted)

describe('refuses before it begins', () => {
  const start = { nodeName: 'Start', nodeOutputName: 'document', content: { document: 'x' } }
  it.each<[string, string, Partial<InvokeFlowCommandInput>, string, number, string]>([
    ['an unknown flow', 'NOWHERE001', {}, 'ResourceNotFoundException', 404, 'was not found'],
    [
      'an unknown alias',
      'TALK000001',
      { flowAliasIdentifier: 'NOALIAS001' },
      'ResourceNotFoundException',
      404,
      'The flow TALK000001 has no alias NOALIAS001.',
    ],
    [
      "an alias' name",
      'TALK000001',
      { flowAliasIdentifier: 'live' },
      'ValidationException',
      400,
      "Value 'live' at 'flowAliasIdentifier' failed to satisfy constraint",
    ],
    [
      "another flow's alias",
      'TALK000001',
      {
        flowAliasIdentifier:
          'arn:aws:bedrock:us-east-1:111122223333:flow/ROUNDS0001/alias/LIVE000001',
      },
      'ResourceNotFoundException',
      404,
      'The flow TALK000001 has no alias arn:aws:bedrock',
    ],
    [
      'a draft with mistakes',
      'DRAFTED001',
      { flowAliasIdentifier: 'TSTALIASID' },
      'ValidationException',
      400,
      'its draft is in the status Failed',
    ],
    [
      'another node than the first',
      'TALK000001',
      { inputs: [{ ...start, nodeName: 'Helper' }] },
      'ValidationException',
      400,
      'Its Input node is Start.',
    ],
    ['two inputs', 'TALK000001', { inputs: [start, start] }, 'ValidationException', 400, 'inputs'],
    [
      'an unknown execution',
      'TALK000001',
      { executionId: 'e-1' },
      'ResourceNotFoundException',
      404,
      'e-1 does not exist',
    ],
  ])('%s', async (_, id, more, name, status, message) => {
    const failure = await failureOf(run(id, 'x', more))
    expect(failure).toMatchObject({ name, status })
    expect(failure.message).toContain(message)
  })
})

it('refuses a caller whose policies name the alias instead of its id', async () => {
  const arn = 'arn:aws:bedrock:us-east-1:111122223333:flow/TALK000001/alias'
  const limited = await startFlowEmulator({ aliases: [`${arn}/live`] })
  const failure = await failureOf(runFlowOf(limited, 'TALK000001', 'Order 7'))
  await limited.close()
  expect(failure).toMatchObject({ name: 'AccessDeniedException', status: 403 })
  expect(failure.message).toContain(
    `is not authorized to perform: bedrock:InvokeFlow on resource: ${arn}/LIVE000001`,
  )
  const allowed = await startFlowEmulator({ aliases: [`${arn}/LIVE000001`] })
  expect((await runFlowOf(allowed, 'TALK000001', 'Order 7')).error).toBeUndefined()
  await allowed.close()
})

describe('fails with an exception in the stream', () => {
  it.each([
    [
      'a document of another type',
      'TALK000001',
      { text: 'x' },
      'ValidationException',
      'The output document of the node Start has the type Object, but the type String is declared.',
    ],
    [
      'an input of another type',
      'BRANCHES01',
      { total: '100', country: 'NO' },
      'ValidationException',
      'the type String, but the type Number is declared',
    ],
    [
      'an input that selects nothing',
      'BRANCHES01',
      { total: 1 },
      'ValidationException',
      'The expression $.data.country of the input country of the node Choice selects nothing.',
    ],
    [
      'a function that throws',
      'ROUNDS0001',
      { items: [{}], currency: 'NOK' },
      'DependencyFailedException',
      'Node price: no price',
    ],
    ['a model without access', 'META000001', 'shoes', 'AccessDeniedException', "don't have access"],
  ])('%s', async (_, id, document, name, message) => {
    // The first frame decides where the SDK throws: a stream that begins with an exception rejects.
    const error = await run(id, document).then(
      (told) => told.error,
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ name })
    expect(error).toHaveProperty('message', expect.stringContaining(message))
  })

  it('and names what failed', async () => {
    const document = { items: [{}], currency: 'NOK' }
    const error = await run('ROUNDS0001', document).then(
      (told) => told.error,
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ resourceName: 'Lambda' })
  })
})
