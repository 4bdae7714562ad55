import { Agent } from 'node:http'
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { emulatorCredentials } from '../../server/src/bedrock/emulator-credentials.ts'

/** Makes one bare SDK call to the emulator and reads its answer. */
export type BareConverse = (prompt: string) => Promise<void>

/** The SDK with shared HTTP/1.1 connections, and nothing of Outcrop around it. */
export function bareConverse(
  endpoint: string,
  maxSockets: number,
  credentials: { accessKeyId: string; secretAccessKey: string } = emulatorCredentials,
): BareConverse {
  const httpAgent = new Agent({ keepAlive: true, maxSockets })
  const client = new BedrockRuntimeClient({
    endpoint,
    region: 'us-east-1',
    credentials,
    requestHandler: new NodeHttpHandler({ httpAgent }),
    maxAttempts: 1,
  })
  return async (text) => {
    await client.send(
      new ConverseCommand({
        modelId: 'amazon.nova-micro-v1:0',
        messages: [{ role: 'user', content: [{ text }] }],
        inferenceConfig: { maxTokens: 300, temperature: 0 },
      }),
    )
  }
}
