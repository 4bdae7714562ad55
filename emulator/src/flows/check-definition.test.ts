import { describe, expect, it } from 'vitest'
import {
  connections,
  end,
  lambdaNode,
  node,
  promptNode,
  start,
  type Definition,
} from '../testing/flow-parts.ts'
import { defaultFlows } from '../default-flows.ts'
import { checkDefinition } from './check-definition.ts'
import { flowDefinitionSchema } from './flow-definition.ts'

function mistakesOf(definition: Definition): { type: string; details: object }[] {
  return checkDefinition(flowDefinitionSchema.parse(definition)).map(({ type, details }) => ({
    type,
    details,
  }))
}

const ask = promptNode('Ask', 'About {{topic}}.', ['topic: String = $.data.topic'])
const wires = ['Start.document -> Ask.topic', 'Ask.modelCompletion -> End.document']
const whole: Definition = { nodes: [start(), ask, end()], connections: connections(...wires) }
const choice = (conditions: object[]) =>
  node('Choice', 'Condition', { in: ['total: Number = $.data.total'], condition: { conditions } })

it('finds nothing wrong with flows that are right', () => {
  expect(mistakesOf(whole)).toEqual([])
  for (const { definition } of defaultFlows) expect(mistakesOf(definition)).toEqual([])
})

describe('says what is wrong, in the types of AWS', () => {
  const cases: [string, Definition, string, object][] = [
    ['a flow without beginning', { nodes: [end()], connections: [] }, 'MissingStartingNodes', {}],
    [
      'a flow without end',
      { nodes: [start(), ask], connections: connections(wires[0] ?? '') },
      'MissingEndingNodes',
      {},
    ],
    [
      'a node that nothing leads to',
      { ...whole, nodes: [...whole.nodes, lambdaNode('Stray', [], 'String')] },
      'UnreachableNode',
      { node: 'Stray' },
    ],
    [
      'an input that nothing feeds',
      { ...whole, connections: connections(...wires.slice(1)) },
      'UnfulfilledNodeInput',
      { node: 'Ask', input: 'topic' },
    ],
    [
      'an input that is fed twice',
      {
        nodes: [
          ...whole.nodes,
          promptNode('Other', 'say {{word}}', ['word: String = $.data.word']),
        ],
        connections: connections(
          ...wires,
          'Start.document -> Other.word',
          'Other.modelCompletion -> End.document',
        ),
      },
      'MultipleNodeInputConnections',
      { node: 'End', input: 'document' },
    ],
    [
      'a connection that repeats another',
      { ...whole, connections: connections(...wires, wires[1] ?? '') },
      'DuplicateConnections',
      { source: 'Ask', target: 'End' },
    ],
    [
      'a type that does not fit',
      { nodes: [start(), ask, end('Object')], connections: whole.connections },
      'IncompatibleConnectionDataType',
      { connection: 'connection1' },
    ],
    [
      'an expression that cannot be read',
      {
        nodes: [start(), promptNode('Ask', '{{topic}}', ['topic: String = $.topic']), end()],
        connections: whole.connections,
      },
      'MalformedNodeInputExpression',
      { node: 'Ask', input: 'topic', cause: 'The expression must begin with $.data.' },
    ],
    [
      'an output of another type than the node gives',
      {
        nodes: [
          start(),
          { ...ask, outputs: [{ name: 'modelCompletion', type: 'Object' }] },
          end('Object'),
        ],
        connections: whole.connections,
      },
      'MismatchedNodeOutputType',
      { node: 'Ask', output: 'modelCompletion', expectedType: 'String' },
    ],
    [
      'a node without configuration',
      {
        nodes: [start(), { ...ask, configuration: {} }, end()],
        connections: whole.connections,
      },
      'MissingNodeConfiguration',
      { node: 'Ask' },
    ],
    [
      'a connection from nowhere',
      { ...whole, connections: connections(...wires, 'Gone.text -> Ask.topic') },
      'UnknownConnectionSource',
      { connection: 'connection2' },
    ],
    [
      'a condition node without default',
      {
        nodes: [...whole.nodes, choice([{ name: 'large', expression: 'total > 3' }])],
        connections: connections(
          ...wires,
          'Start.document -> Choice.total',
          'Choice ? large -> End',
        ),
      },
      'MissingDefaultCondition',
      { node: 'Choice' },
    ],
    [
      'a condition about an input that is not there',
      {
        nodes: [
          ...whole.nodes,
          choice([{ name: 'large', expression: 'sum > 3' }, { name: 'default' }]),
        ],
        connections: connections(
          ...wires,
          'Start.document -> Choice.total',
          'Choice ? large -> End',
        ),
      },
      'MalformedConditionExpression',
      { node: 'Choice', condition: 'large', cause: 'The node has no input sum.' },
    ],
    [
      'a condition that no node has',
      {
        nodes: [...whole.nodes, choice([{ name: 'default' }])],
        connections: connections(
          ...wires,
          'Start.document -> Choice.total',
          'Choice ? huge -> End',
        ),
      },
      'UnknownConnectionCondition',
      { connection: 'connection3' },
    ],
  ]
  it.each(cases)('%s', (_, definition, type, details) => {
    const member = type.charAt(0).toLowerCase() + type.slice(1)
    expect(mistakesOf(definition)).toContainEqual({ type, details: { [member]: details } })
  })
})

it('finds a cycle', () => {
  const echo = lambdaNode('Echo', ['text', 'again'], 'String')
  const back = lambdaNode('Back', ['text'], 'String')
  const definition = {
    nodes: [start('String'), echo, back, end()],
    connections: connections(
      'Start.document -> Echo.text',
      'Echo.functionResponse -> Back.text',
      'Back.functionResponse -> Echo.again',
      'Back.functionResponse -> End.document',
    ),
  }
  expect(mistakesOf(definition).map(({ type }) => type)).toContain('CyclicConnection')
})

it.each([
  ['41 nodes', Array.from({ length: 41 }, (_, index) => end('String', `End${index}`)), []],
  ['21 connections', [], connections(...Array.from({ length: 21 }, () => 'Aa.b1 -> Bb.c1'))],
  [
    'an expression of 65 characters',
    [node('Nn', 'Output', { in: [`xx = ${'$'.repeat(65)}`] })],
    [],
  ],
  ['six outputs', [node('Nn', 'Input', { out: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'] })], []],
  ['a name of one letter', [end('String', 'E')], []],
])('refuses %s, as AWS does', (_, nodes, wired) => {
  expect(flowDefinitionSchema.safeParse({ nodes, connections: wired }).success).toBe(false)
})
