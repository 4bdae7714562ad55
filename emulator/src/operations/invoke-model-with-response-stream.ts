import type { Chunk } from '../families/family.ts'
import { textFamilies } from '../families/index.ts'
import { askGuardedInPieces } from '../guardrails/ask-guarded.ts'
import { invokeMembers } from '../guardrails/guardrail-trace.ts'
import type { AnswerEvent, Usage } from '../model/answer.ts'
import { validationError } from '../wire/aws-error.ts'
import { eventFrame } from '../wire/event-frame.ts'
import type { Frame } from '../wire/reply.ts'
import { elapsedMs } from './elapsed-ms.ts'
import type { Call, Operation } from './operation.ts'
import { permissionsToInvoke } from './permissions-to-invoke.ts'
import { readInvoke } from './read-invoke.ts'

export const invokeModelWithResponseStream: Operation = {
  name: 'InvokeModelWithResponseStream',
  endpoint: 'bedrock-runtime',
  action: 'bedrock:InvokeModelWithResponseStream',
  route: { method: 'POST', path: /^\/model\/([^/]*)\/invoke-with-response-stream$/ },
  permissions: permissionsToInvoke('bedrock:InvokeModelWithResponseStream'),
  prepare: (call) => {
    const { described, resolve, ...read } = readInvoke(call)
    return {
      ...described,
      perform: async (world) => {
        const target = resolve(world.catalogue)
        const { family } = target.model
        if (family === 'titan-embed' || !target.model.streaming) {
          throw validationError('The model is unsupported for streaming')
        }
        const question = read.question(textFamilies[family], target.model)
        const shield = read.shield()
        const asked = await askGuardedInPieces(call, world, { target, question, shield })
        if (asked.kind === 'raw') return asked.reply
        const { told, guarding } = asked.told
        const counted = countUsage(told)
        const chunks = textFamilies[family].chunks(counted.events, described.modelId)
        const headers = { 'x-amzn-bedrock-content-type': 'application/json', ...read.served }
        const last = (): object => ({
          ...metrics(call, counted.usage()),
          ...invokeMembers(guarding, shield),
        })
        return { kind: 'stream', headers, frames: frames(chunks, last) }
      },
    }
  },
}

/** Passes events on and remembers the usage that the last one tells. */
function countUsage(events: AsyncIterable<AnswerEvent>): {
  events: AsyncIterable<AnswerEvent>
  usage: () => Usage | undefined
} {
  let usage: Usage | undefined
  const watched = async function* (): AsyncGenerator<AnswerEvent> {
    for await (const event of events) {
      if (event.kind === 'stop') ({ usage } = event)
      yield event
    }
  }
  return { events: watched(), usage: () => usage }
}

async function* frames(chunks: AsyncIterable<Chunk>, last: () => object): AsyncGenerator<Frame> {
  let held: Chunk | undefined
  for await (const chunk of chunks) {
    if (held) yield chunkFrame(held)
    held = chunk
  }
  // The last chunk of every family carries what there is to say of the whole call.
  if (held) yield chunkFrame({ ...held, body: { ...held.body, ...last() } })
}

function metrics(call: Call, usage: Usage | undefined): object {
  const latency = elapsedMs(call)
  return {
    'amazon-bedrock-invocationMetrics': {
      inputTokenCount: usage?.inputTokens ?? 0,
      outputTokenCount: usage?.outputTokens ?? 0,
      invocationLatency: latency,
      firstByteLatency: latency,
    },
  }
}

function chunkFrame({ body, closing }: Chunk): Frame {
  const bytes = Buffer.from(JSON.stringify(body), 'utf8').toString('base64')
  return eventFrame('chunk', { bytes }, closing)
}
