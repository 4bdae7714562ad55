import { InvokeModelWithResponseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
import { describe, expect, it } from 'vitest'
import { parseJson, type Json } from '../json.ts'
import { runtimeClient, transports, type Transport } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import {
  answerPattern,
  claudeBody,
  ids,
  llamaBody,
  novaBody,
  openaiBody,
  titanBody,
} from '../testing/family-bodies.ts'
import { anyNumber } from '../testing/matchers.ts'
import { valueAt } from '../testing/value-at.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

async function streamOf(modelId: string, body: object, transport: Transport): Promise<Json[]> {
  const command = new InvokeModelWithResponseStreamCommand({
    modelId,
    contentType: 'application/json',
    body: JSON.stringify(body),
  })
  const answer = await runtimeClient(emulator(), { transport }).send(command)
  expect(answer.contentType).toBe('application/json')
  const chunks: Json[] = []
  for await (const { chunk } of answer.body ?? [])
    chunks.push(parseJson(new TextDecoder().decode(chunk?.bytes)))
  return chunks
}

describe.each(transports)('InvokeModelWithResponseStream over %s', (transport) => {
  it.each<[string, string, object, (chunk: Json) => Json | undefined]>([
    ['Claude', ids.claude, claudeBody, (chunk) => valueAt(chunk, 'delta', 'text')],
    ['Nova', ids.nova, novaBody, (chunk) => valueAt(chunk, 'contentBlockDelta', 'delta', 'text')],
    ['Titan', ids.titan, titanBody, (chunk) => valueAt(chunk, 'outputText')],
    ['Llama', ids.llama, llamaBody, (chunk) => valueAt(chunk, 'generation')],
    [
      'open-weight models',
      ids.openai,
      openaiBody,
      (chunk) => valueAt(chunk, 'choices', '0', 'delta', 'content'),
    ],
  ])('speaks with %s', async (_, modelId, body, textOf) => {
    const chunks = await streamOf(modelId, body, transport)
    expect(
      chunks
        .map(textOf)
        .filter((text) => typeof text === 'string')
        .join(''),
    ).toMatch(answerPattern)
    expect(chunks.at(-1)).toMatchObject({
      'amazon-bedrock-invocationMetrics': {
        inputTokenCount: anyNumber,
        outputTokenCount: anyNumber,
      },
    })
  })

  it('does not stream embeddings', async () => {
    const failure = await failureOf(
      streamOf('amazon.titan-embed-text-v2:0', { inputText: 'x' }, transport),
    )
    expect(failure).toMatchObject({
      name: 'ValidationException',
      message: 'The model is unsupported for streaming',
    })
  })
})
