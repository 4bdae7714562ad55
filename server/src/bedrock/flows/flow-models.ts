import type { FlowConnection, FlowDefinition, FlowNode } from '@aws-sdk/client-bedrock-agent'

import { outputLimit } from '../output-limit.ts'

/** A node of a flow that has a model asked: by itself, by a managed prompt or by an agent. */
export type ModelNode = { readonly rounds: number } & (
  | {
      readonly kind: 'model'
      readonly model: string
      /** What is sent to the model beyond what the node gets, in bytes. */
      readonly inputBytes: number
      readonly mostOutputTokens: number | null
    }
  | { readonly kind: 'prompt'; readonly promptArn: string }
  | { readonly kind: 'agent'; readonly aliasArn: string }
)

/** How often a node is taken to run that runs once for each item of a list, or in a loop. */
const repeated = 10

/** What a knowledge base puts before its model: results unless told otherwise, bytes of each, its own words. */
const knowledge = { results: 5, resultBytes: 6000, templateBytes: 4000 }

/** Which models a definition names, node by node. */
export const modelNodes = (definition: Partial<FlowDefinition>): ModelNode[] =>
  nodesIn(definition, 1)

function nodesIn(
  { nodes = [], connections = [] }: Partial<FlowDefinition>,
  rounds: number,
): ModelNode[] {
  const isRepeated = repeatedNodes(nodes, connections)
  return nodes.flatMap((node) => {
    const times = isRepeated(node.name ?? '') ? rounds * repeated : rounds
    const { loop } = node.configuration ?? {}
    return loop ? nodesIn(loop.definition ?? {}, times * repeated) : modelNode(node, times)
  })
}

function modelNode(
  { configuration }: Pick<FlowNode, 'configuration'>,
  rounds: number,
): ModelNode[] {
  const { prompt, agent, knowledgeBase } = configuration ?? {}
  if (agent) return [{ kind: 'agent', aliasArn: agent.agentAliasArn ?? '', rounds }]
  if (knowledgeBase?.modelId !== undefined) {
    const { modelId, numberOfResults = knowledge.results, promptTemplate, inferenceConfiguration } = knowledgeBase // prettier-ignore
    const template = Buffer.byteLength(promptTemplate?.textPromptTemplate ?? '')
    const inputBytes = knowledge.templateBytes + template + numberOfResults * knowledge.resultBytes
    return [{ kind: 'model', model: modelId, inputBytes, mostOutputTokens: inferenceConfiguration?.text?.maxTokens ?? null, rounds }] // prettier-ignore
  }
  const { inline, resource } = prompt?.sourceConfiguration ?? {}
  if (resource) return [{ kind: 'prompt', promptArn: resource.promptArn ?? '', rounds }]
  if (!inline) return []
  return [
    {
      kind: 'model',
      model: inline.modelId ?? '',
      inputBytes: Buffer.byteLength(JSON.stringify(inline.templateConfiguration ?? {})),
      mostOutputTokens: outputLimit(
        inline.inferenceConfiguration?.text?.maxTokens,
        JSON.stringify(inline.additionalModelRequestFields ?? {}),
      ),
      rounds,
    },
  ]
}

/** Whether a node stands behind an Iterator, and no Collector between them. */
function repeatedNodes(
  nodes: readonly FlowNode[],
  connections: readonly FlowConnection[],
): (name: string) => boolean {
  const typeOf = new Map(nodes.map(({ name, type }) => [name, type]))
  const reached = new Set<string>()
  const follow = (from: string | undefined): void => {
    for (const { target = '' } of connections.filter(({ source }) => source === from)) {
      if (reached.has(target) || typeOf.get(target) === 'Collector') continue
      reached.add(target)
      follow(target)
    }
  }
  for (const { name, type } of nodes) if (type === 'Iterator') follow(name)
  return (name) => reached.has(name)
}
