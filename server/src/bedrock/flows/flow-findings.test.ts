import type { FlowDefinition, FlowNode } from '@aws-sdk/client-bedrock-agent'
import { expect, it } from 'vitest'
import { flowFindings, type FlowWish } from './flow-findings.ts'
import { flowShape } from './flow-shape.ts'

const start = (type: 'Object' | 'String' = 'Object'): FlowNode => ({
  name: 'Start',
  type: 'Input',
  outputs: [{ name: 'document', type }],
})
const end = (name = 'End'): FlowNode => ({
  name,
  type: 'Output',
  inputs: [{ name: 'document', type: 'String', expression: '$.data' }],
})

type Type = 'String' | 'Number' | 'Boolean' | 'Object' | 'Array'

const reader = (name: string, expression: string, type: Type = 'String'): FlowNode => ({
  name,
  type: 'LambdaFunction',
  inputs: [{ name: 'value', type, expression }],
  outputs: [{ name: 'functionResponse', type: 'String' }],
})

const data = (source: string, target: string, targetInput = 'value') => ({
  type: 'Data' as const,
  name: `${source}To${target}`,
  source,
  target,
  configuration: { data: { sourceOutput: 'document', targetInput } },
})
const when = (source: string, target: string) => ({
  type: 'Conditional' as const,
  name: `${source}When${target}`,
  source,
  target,
  configuration: { conditional: { condition: 'default' } },
})

const flow = (read: FlowNode): FlowDefinition => ({
  nodes: [start(), read, end()],
  connections: [data('Start', 'Read'), data('Read', 'End', 'document')],
})

const wish: FlowWish = {
  inputNode: 'Start',
  outputNode: null,
  members: new Map([
    ['order', null],
    ['name', 'String'],
    ['event_payload', 'Object'],
  ]),
  lineageMember: null,
}

const found = (definition: Partial<FlowDefinition>, more: Partial<FlowWish> = {}) =>
  flowFindings(flowShape(definition), { ...wish, ...more }).map(({ of, message, isFault }) => [
    isFault ? 'fault' : 'note',
    of,
    message,
  ])

it.each([
  ['a member of any type', '$.data.order', 'Number'],
  ['a member of its type', '$.data.name', 'String'],
  ['a part of a member', '$.data.event_payload.total', 'Number'],
  ['the whole document', '$.data', 'Object'],
] as const)('finds nothing wrong with a flow that takes %s', (_, expression, type) => {
  expect(found(flow(reader('Read', expression, type)))).toEqual([])
})

it.each<[string, Partial<FlowDefinition>, Partial<FlowWish>, [string, string, string][]]>([
  [
    'a member that nobody maps',
    flow(reader('Read', '$.data.total', 'Number')),
    {},
    [['fault', 'parameters', 'The node "Read" of the flow takes total from the document, but no parameter of that name is mapped.']], // prettier-ignore
  ],
  [
    'a text where a number is wanted',
    flow(reader('Read', '$.data.name', 'Number')),
    {},
    [['fault', 'parameters', 'The node "Read" of the flow wants name as Number, but the step sends it as String.']], // prettier-ignore
  ],
  [
    'another first node',
    flow(reader('Read', '$.data.name')),
    { inputNode: 'FlowInputNode' },
    [['fault', 'input_node', 'The flow begins with the node "Start", not with "FlowInputNode".']],
  ],
  [
    'a document of another type',
    { nodes: [start('String'), end()], connections: [] },
    {},
    [['fault', 'input_node', 'The Input node "Start" wants a document of the type String, but a step sends an Object. Declare Object there, and take its members with expressions such as $.data.name.']], // prettier-ignore
  ],
  [
    'no Input node',
    { nodes: [end()] },
    {},
    [['fault', 'target', 'The flow has no Input node, so it cannot be called.']],
  ],
  [
    'no Output node',
    { nodes: [start()] },
    {},
    [['fault', 'target', 'The flow has no Output node, so nothing would come back.']],
  ],
  [
    'an Output node that it does not have',
    { nodes: [start(), end('One'), end('Two')] },
    { outputNode: 'End' },
    [['fault', 'output_node', 'The flow has no Output node "End". It has "One", "Two".']],
  ],
  [
    'several Output nodes and no word which',
    { nodes: [start(), end('One'), end('Two')] },
    {},
    [['note', 'output_node', 'The flow has 2 Output nodes: "One", "Two". A run fails when more than one is reached; name one, or take all with *.']], // prettier-ignore
  ],
  ['several Output nodes that are all taken', { nodes: [start(), end('One'), end('Two')] }, { outputNode: '*' }, []], // prettier-ignore
])('tells %s', (_, definition, more, findings) => {
  expect(found(definition, more)).toEqual(findings)
})

it('only notes what a node needs that may not run', () => {
  const choice: FlowNode = { name: 'Choice', type: 'Condition' }
  const each: FlowNode = { name: 'Each', type: 'Iterator' }
  const nodes = [start(), choice, each, reader('First', '$.data.one'), reader('Second', '$.data.two'), reader('Third', '$.data.three'), end()] // prettier-ignore
  const connections = [
    data('Start', 'First'),
    data('Start', 'Second'),
    data('Start', 'Third'),
    when('Choice', 'First'),
    data('First', 'Second', 'other'),
    data('Each', 'Third', 'item'),
  ]
  expect(found({ nodes, connections }).map(([kind]) => kind)).toEqual(['note', 'note', 'note'])
})

it('reads a flow that goes in circles to its end', () => {
  const nodes = [start(), reader('One', '$.data.one'), reader('Two', '$.data.two'), end()]
  const connections = [data('Start', 'One'), data('One', 'Two'), data('Two', 'One', 'again')]
  expect(found({ nodes, connections }).map(([kind]) => kind)).toEqual(['fault'])
})

it('says which flows send events that could start their automation again', () => {
  const sends = { ...wish, lineageMember: 'lineage', members: new Map([['lineage', 'String']]) }
  const [note, ...others] = flowFindings(flowShape(flow(reader('Read', '$.data'))), sends)
  expect(others).toEqual([])
  expect(note).toMatchObject({ of: 'target', isFault: false })
  expect(note?.message).toContain('No Lambda node of the flow ("Read") takes lineage')
  expect(flowFindings(flowShape(flow(reader('Read', '$.data.lineage'))), sends)).toEqual([])
})
