import { createBedrock, type Connection } from '../../server/src/bedrock/bedrock.ts'
import { answerMessages } from '../rig/answer-messages.ts'
import { callTask } from './call-task.ts'
import { inLanes } from './in-lanes.ts'

const connection: Connection = {
  providerId: 'prv_bench',
  revision: 1,
  region: 'us-east-1',
  endpoint: null,
  credentials: { type: 'emulator' },
}

// Makes so many calls through the gateway, so many at a time, and says what they cost.
answerMessages(callTask, (task) => {
  const bedrock = createBedrock({
    emulatorUrl: task.emulatorUrl,
    maxSockets: task.concurrency,
    now: () => new Date(),
    log: { warn: () => undefined },
  })
  const request = {
    model: 'amazon.nova-micro-v1:0',
    inference: { maxTokens: 300, temperature: 0 },
  }
  return inLanes(task, (text) =>
    bedrock.converse(
      connection,
      { ...request, messages: [{ role: 'user', text }] },
      { signal: AbortSignal.timeout(60_000) },
    ),
  )
})
