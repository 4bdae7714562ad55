import type { FlowNode, ValueType } from './flow-definition.ts'

/** An input or output that AWS fixes; without a type any will do. */
export type Fixed = { name: string; type?: ValueType; isOptional?: boolean }

export type NodeKind = {
  /** Any inputs may be declared if absent. */
  inputs?: readonly Fixed[]
  outputs?: readonly Fixed[]
  /** The member of `configuration` that it cannot do without. */
  needs?: keyof NonNullable<FlowNode['configuration']>
}

const kinds: Record<Exclude<FlowNode['type'], 'KnowledgeBase'>, NodeKind> = {
  Input: { inputs: [], outputs: [{ name: 'document' }] },
  Output: { inputs: [{ name: 'document' }], outputs: [] },
  Prompt: { outputs: [{ name: 'modelCompletion', type: 'String' }], needs: 'prompt' },
  LambdaFunction: { outputs: [{ name: 'functionResponse' }], needs: 'lambdaFunction' },
  Condition: { outputs: [], needs: 'condition' },
  Agent: {
    inputs: [
      { name: 'agentInputText', type: 'String' },
      { name: 'promptAttributes', type: 'Object', isOptional: true },
      { name: 'sessionAttributes', type: 'Object', isOptional: true },
    ],
    outputs: [{ name: 'agentResponse', type: 'String' }],
    needs: 'agent',
  },
  Retrieval: {
    inputs: [{ name: 'objectKey', type: 'String' }],
    outputs: [{ name: 's3Content', type: 'String' }],
    needs: 'retrieval',
  },
  Storage: {
    inputs: [{ name: 'content' }, { name: 'objectKey', type: 'String' }],
    outputs: [{ name: 's3Uri', type: 'String' }],
    needs: 'storage',
  },
  InlineCode: { outputs: [{ name: 'response' }], needs: 'inlineCode' },
  Lex: {
    inputs: [
      { name: 'inputText', type: 'String' },
      { name: 'requestAttributes', type: 'Object', isOptional: true },
      { name: 'sessionAttributes', type: 'Object', isOptional: true },
    ],
    outputs: [{ name: 'predictedIntent', type: 'String' }],
    needs: 'lex',
  },
  Loop: { needs: 'loop' },
  LoopInput: { inputs: [] },
  LoopController: { outputs: [], needs: 'loopController' },
  Iterator: {
    inputs: [{ name: 'array', type: 'Array' }],
    outputs: [{ name: 'arrayItem' }, { name: 'arraySize', type: 'Number' }],
  },
  Collector: {
    inputs: [{ name: 'arrayItem' }, { name: 'arraySize', type: 'Number' }],
    outputs: [{ name: 'collectedArray', type: 'Array' }],
  },
}

/** What AWS fixes about a node. */
export function nodeKind({ type, configuration }: FlowNode): NodeKind {
  if (type !== 'KnowledgeBase') return kinds[type]
  const answers = configuration?.knowledgeBase?.modelId !== undefined
  return {
    inputs: [{ name: 'retrievalQuery', type: 'String' }],
    // With a model the answer comes out, without one what was found.
    outputs: answers
      ? [{ name: 'outputText', type: 'String' }]
      : [{ name: 'retrievalResults', type: 'Array' }],
    needs: 'knowledgeBase',
  }
}
