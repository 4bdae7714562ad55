import { isJsonObject } from '../../json.ts'
import { validationError } from '../../wire/aws-error.ts'
import type { AgentReply } from '../agent-nodes.ts'
import { checkRole } from '../check-role.ts'
import { requestType, traceEvent, type FlowEvent } from '../flow-event.ts'
import { textAt, type NodeRunner, type NodeTask } from './node-runner.ts'

/** Talks with an agent. What the agent asks is asked of whoever invoked the flow, in turns. */
export const runAgent: NodeRunner = async function* (task) {
  const { node } = task
  let inputText = textAt(task, 'agentInputText')
  for (;;) {
    const reply = await askAgent(task, inputText)
    if (reply.traces && reply.traces.length > 0) yield dependencyTrace(task, reply)
    if (reply.asks !== true) return { outputs: { agentResponse: reply.text } }
    const answer = yield {
      type: requestType,
      payload: { nodeName: node.name, nodeType: 'AgentNode', content: { document: reply.text } },
    }
    if (typeof answer !== 'string') {
      throw validationError(`The agent of the node ${node.name} needs a text as answer.`)
    }
    inputText = answer
  }
}

async function askAgent(task: NodeTask, inputText: string): Promise<AgentReply> {
  const { node, run, values } = task
  const agentAliasArn = node.configuration?.agent?.agentAliasArn ?? ''
  checkRole(run, [{ action: 'bedrock:InvokeAgent', resource: agentAliasArn }])
  return run.surroundings.agentNodes(
    {
      agentAliasArn,
      inputText,
      sessionId: run.executionId,
      promptAttributes: values.get('promptAttributes'),
      sessionAttributes: values.get('sessionAttributes'),
    },
    run.asker(),
  )
}

function dependencyTrace({ node, run }: NodeTask, { traces = [] }: AgentReply): FlowEvent {
  return traceEvent('nodeDependencyTrace', {
    nodeName: node.name,
    timestamp: run.surroundings.now().toISOString(),
    traceElements: { agentTraces: traces.filter(isJsonObject) },
  })
}
