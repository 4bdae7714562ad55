import { answerMessage, converseUsage } from '../converse/answer-message.ts'
import { converseTrace } from '../converse/trace.ts'
import { askGuarded } from '../guardrails/ask-guarded.ts'
import { jsonReply } from '../wire/reply.ts'
import { elapsedMs } from './elapsed-ms.ts'
import type { Operation } from './operation.ts'
import { permissionsToInvoke } from './permissions-to-invoke.ts'
import { readConverse } from './read-converse.ts'

export const converse: Operation = {
  name: 'Converse',
  endpoint: 'bedrock-runtime',
  action: 'bedrock:InvokeModel',
  route: { method: 'POST', path: /^\/model\/([^/]*)\/converse$/ },
  permissions: permissionsToInvoke('bedrock:InvokeModel'),
  prepare: (call) => {
    const { described, served, resolve, thought, additional } = readConverse(call)
    return {
      ...described,
      perform: async (world) => {
        const asking = resolve(world.catalogue)
        const asked = await askGuarded(call, world, asking)
        if (asked.kind === 'raw') return asked.reply
        const { told, guarding } = asked.told
        const isOwn = told.stopReason !== 'guardrail_intervened'
        return jsonReply({
          metrics: { latencyMs: elapsedMs(call) },
          output: { message: answerMessage(told.parts, isOwn ? thought(asking) : undefined) },
          stopReason: told.stopReason,
          usage: converseUsage(told.usage),
          ...served,
          ...additional(told, asking.target),
          ...converseTrace(asking, guarding),
        })
      },
    }
  },
}
