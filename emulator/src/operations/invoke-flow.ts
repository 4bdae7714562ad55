import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { fitting } from '../fitting.ts'
import type { Json } from '../json.ts'
import { createExecution, runTurn, type Execution } from '../flows/execution.ts'
import type { Executions } from '../flows/executions.ts'
import { resolveFlow, type FlowTarget } from '../flows/find-flow.ts'
import { validationError } from '../wire/aws-error.ts'
import { eventFrame } from '../wire/event-frame.ts'
import type { Frame } from '../wire/reply.ts'
import type { World } from '../world.ts'
import type { Call, Operation } from './operation.ts'
import { parseBody } from './parse-body.ts'
import { permissionOnFlowAlias } from './permission-on-flow.ts'

const name = fitting(/^[a-zA-Z]([_]?[0-9a-zA-Z]){0,99}$/)

const input = z.looseObject({
  content: z.looseObject({ document: z.json() }),
  nodeName: name,
  nodeOutputName: name.optional(),
  nodeInputName: name.optional(),
})

const request = z.looseObject({
  inputs: z.array(input).min(1).max(1),
  enableTrace: z.boolean().default(false),
  executionId: fitting(/^[0-9a-zA-Z._:-]+$/)
    .min(2)
    .max(100)
    .optional(),
})

type FlowInput = z.infer<typeof input>

export const invokeFlow: Operation = {
  name: 'InvokeFlow',
  endpoint: 'bedrock-agent-runtime',
  action: 'bedrock:InvokeFlow',
  route: { method: 'POST', path: /^\/flows\/([^/]+)\/aliases\/([^/]+)$/ },
  permissions: permissionOnFlowAlias('bedrock:InvokeFlow'),
  prepare: (call) => {
    const { inputs, enableTrace, executionId } = parseBody(call.body, request)
    const [flowId = '', aliasId = ''] = call.params
    const [given] = inputs
    if (!given) throw validationError('A flow needs exactly one input.')
    const { document } = given.content
    return {
      modelId: flowId,
      inputText: JSON.stringify(document),
      perform: (world) => {
        const target = resolveFlow(call, flowId, aliasId)
        const execution =
          executionId === undefined
            ? begin(world, call, { target, given })
            : resume(world, call, { target, given, executionId })
        const answer = executionId === undefined ? undefined : document
        return {
          kind: 'stream',
          of: 'agent',
          headers: { 'x-amz-bedrock-flow-execution-id': execution.run.executionId },
          frames: frames(world.executions, execution, { answer, enableTrace }),
        }
      },
    }
  },
}

type Begun = { target: FlowTarget; given: FlowInput }

function begin(world: World, call: Call, { target, given }: Begun): Execution {
  const start = target.definition.nodes.find(({ type }) => type === 'Input')
  if (start?.name !== given.nodeName) {
    throw validationError(
      `The flow has no Input node named ${given.nodeName}. Its Input node is ${start?.name ?? 'missing'}.`,
    )
  }
  if (given.nodeOutputName !== 'document') {
    throw validationError(`The nodeOutputName of an Input node must be document.`)
  }
  const { document } = given.content
  return createExecution(world, call, { target, executionId: randomUUID(), document })
}

function resume(
  world: World,
  call: Call,
  { target, given, executionId }: Begun & { executionId: string },
): Execution {
  const execution = world.executions.take(target.aliasArn, executionId)
  const isAnswer = execution.asking === given.nodeName && given.nodeInputName === 'agentInputText'
  if (!isAnswer) {
    world.executions.park(execution)
    throw validationError(
      `The flow execution ${executionId} waits for the input agentInputText of the node ${execution.asking ?? ''}.`,
    )
  }
  execution.asker = call
  return execution
}

/** What one turn tells, and how it ended. */
async function* frames(
  executions: Executions,
  execution: Execution,
  { answer, enableTrace }: { answer: Json | undefined; enableTrace: boolean },
): AsyncGenerator<Frame> {
  const end = executions.begin(execution)
  try {
    for await (const { type, payload } of runTurn(execution, answer)) {
      if (type !== 'flowTraceEvent' || enableTrace) yield eventFrame(type, payload)
    }
  } finally {
    end()
  }
  if (execution.asking !== undefined) executions.park(execution)
  const completionReason = execution.asking === undefined ? 'SUCCESS' : 'INPUT_REQUIRED'
  yield eventFrame('flowCompletionEvent', { completionReason }, true)
}
