import { runAgent } from './agent-node.ts'
import { runCondition } from './condition-node.ts'
import { runInlineCode } from './inline-code-node.ts'
import { runKnowledgeBase } from './knowledge-base-node.ts'
import { runLambdaFunction } from './lambda-function-node.ts'
import { runLex } from './lex-node.ts'
import type { NodeRunner } from './node-runner.ts'
import { runOutput } from './output-node.ts'
import { runPrompt } from './prompt-node.ts'
import { runRetrieval } from './retrieval-node.ts'
import { runStorage } from './storage-node.ts'

type Runner = { run: NodeRunner; /** What failed when it fails. */ resource: string }

/** How each type of node works. Those that only move data or repeat others are in `run-flow.ts`. */
export const nodeRunners: ReadonlyMap<string, Runner> = new Map([
  ['Output', { run: runOutput, resource: 'Flow' }],
  ['Condition', { run: runCondition, resource: 'Flow' }],
  ['Prompt', { run: runPrompt, resource: 'Bedrock' }],
  ['KnowledgeBase', { run: runKnowledgeBase, resource: 'KnowledgeBase' }],
  ['LambdaFunction', { run: runLambdaFunction, resource: 'Lambda' }],
  ['Agent', { run: runAgent, resource: 'Agent' }],
  ['Retrieval', { run: runRetrieval, resource: 'S3' }],
  ['Storage', { run: runStorage, resource: 'S3' }],
  ['Lex', { run: runLex, resource: 'Lex' }],
  ['InlineCode', { run: runInlineCode, resource: 'InlineCode' }],
])
