import { spend } from '../answers/spend.ts'
import type { Target } from '../catalogue/resolve-model.ts'
import { textFamilies } from '../families/index.ts'
import { titanEmbedding } from '../families/titan-embed.ts'
import { askGuarded } from '../guardrails/ask-guarded.ts'
import { invokeMembers } from '../guardrails/guardrail-trace.ts'
import type { Usage } from '../model/answer.ts'
import { jsonReply, type Reply } from '../wire/reply.ts'
import type { World } from '../world.ts'
import { elapsedMs } from './elapsed-ms.ts'
import type { Call, Operation } from './operation.ts'
import { permissionsToInvoke } from './permissions-to-invoke.ts'
import { readInvoke } from './read-invoke.ts'

export const invokeModel: Operation = {
  name: 'InvokeModel',
  endpoint: 'bedrock-runtime',
  action: 'bedrock:InvokeModel',
  route: { method: 'POST', path: /^\/model\/([^/]*)\/invoke$/ },
  permissions: permissionsToInvoke('bedrock:InvokeModel'),
  prepare: (call) => {
    const { described, resolve, ...read } = readInvoke(call)
    return {
      ...described,
      perform: async (world) => {
        const target = resolve(world.catalogue)
        const { family } = target.model
        if (family === 'titan-embed') return embed(call, world, target, read)
        const question = read.question(textFamilies[family], target.model)
        const shield = read.shield()
        const asked = await askGuarded(call, world, { target, question, shield })
        if (asked.kind === 'raw') return asked.reply
        const { told, guarding } = asked.told
        const answer = textFamilies[family].answer(told, described.modelId)
        const body = { ...answer, ...invokeMembers(guarding, shield) }
        return jsonReply(body, { ...countHeaders(told.usage, call), ...read.served })
      },
    }
  },
}

type Embedding = Pick<ReturnType<typeof readInvoke>, 'body' | 'served'>

async function embed(
  call: Call,
  world: World,
  target: Target,
  { body, served }: Embedding,
): Promise<Reply> {
  const embedding = titanEmbedding(body)
  const usage = { inputTokens: embedding.inputTextTokenCount, outputTokens: 0 }
  const settle = await spend(call, world, target, { inputTokens: usage.inputTokens, maxTokens: 0 })
  settle(usage)
  return jsonReply(embedding, { ...countHeaders(usage, call), ...served })
}

/** Token counts of InvokeModel stand in headers, because bodies differ by family. */
function countHeaders({ inputTokens, outputTokens }: Usage, call: Call): Record<string, string> {
  return {
    'x-amzn-bedrock-input-token-count': String(inputTokens),
    'x-amzn-bedrock-output-token-count': String(outputTokens),
    'x-amzn-bedrock-invocation-latency': String(elapsedMs(call)),
  }
}
