import { streamEvents, type StreamEvent } from '../converse/stream-events.ts'
import { converseTrace } from '../converse/trace.ts'
import { askGuardedInPieces } from '../guardrails/ask-guarded.ts'
import { eventFrame } from '../wire/event-frame.ts'
import type { Frame } from '../wire/reply.ts'
import { elapsedMs } from './elapsed-ms.ts'
import type { Operation } from './operation.ts'
import { permissionsToInvoke } from './permissions-to-invoke.ts'
import { readConverse } from './read-converse.ts'

export const converseStream: Operation = {
  name: 'ConverseStream',
  endpoint: 'bedrock-runtime',
  action: 'bedrock:InvokeModelWithResponseStream',
  route: { method: 'POST', path: /^\/model\/([^/]*)\/converse-stream$/ },
  permissions: permissionsToInvoke('bedrock:InvokeModelWithResponseStream'),
  prepare: (call) => {
    const { described, served, resolve, thought, additional } = readConverse(call)
    return {
      ...described,
      perform: async (world) => {
        const asking = resolve(world.catalogue)
        const asked = await askGuardedInPieces(call, world, asking)
        if (asked.kind === 'raw') return asked.reply
        const { told, guarding } = asked.told
        const isBlocked = guarding?.input.verdict.outcome === 'blocked'
        const events = streamEvents(told, {
          thought: isBlocked ? undefined : thought(asking),
          messageStop: (stop) => additional({ ...stop, parts: [] }, asking.target),
          metadata: () => ({
            metrics: { latencyMs: elapsedMs(call) },
            ...served,
            ...converseTrace(asking, guarding),
          }),
        })
        return { kind: 'stream', headers: {}, frames: frames(events) }
      },
    }
  },
}

async function* frames(events: AsyncIterable<StreamEvent>): AsyncGenerator<Frame> {
  for await (const { type, payload, closing } of events) yield eventFrame(type, payload, closing)
}
