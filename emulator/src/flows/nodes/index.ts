import { runAgent } from './agent-node.ts'
import { runCondition } from './condition-node.ts'
import { runKnowledgeBase } from './knowledge-base-node.ts'
import { runLambdaFunction } from './lambda-function-node.ts'
import type { NodeRunner } from './node-runner.ts'
import { runOutput } from './output-node.ts'
import { runPrompt } from './prompt-node.ts'

type Runner = { run: NodeRunner; /** What failed when it fails. */ resource: string }

/** How each type of node works. Input, Iterator and Collector move data only: `run-flow.ts` does it. */
export const nodeRunners: ReadonlyMap<string, Runner> = new Map([
  ['Output', { run: runOutput, resource: 'Flow' }],
  ['Condition', { run: runCondition, resource: 'Flow' }],
  ['Prompt', { run: runPrompt, resource: 'Bedrock' }],
  ['KnowledgeBase', { run: runKnowledgeBase, resource: 'KnowledgeBase' }],
  ['LambdaFunction', { run: runLambdaFunction, resource: 'Lambda' }],
  ['Agent', { run: runAgent, resource: 'Agent' }],
])
