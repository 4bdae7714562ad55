import { describe, expect, it } from 'vitest'
import { doubling } from '../../testing/doubling-loop.ts'
import { connections, end, node, start, type Definition } from '../../testing/flow-parts.ts'
import { checkDefinition } from '../check-definition.ts'
import { flowDefinitionSchema } from '../flow-definition.ts'

type Nodes = Definition['nodes']

/** The flow with a loop, after a change of the nodes inside of the loop. */
function inside(change: (nodes: Nodes) => Nodes): Definition {
  const definition = structuredClone(doubling())
  const loop = definition.nodes[1]?.configuration?.loop?.definition
  if (loop) loop.nodes = change(loop.nodes)
  return definition
}

function outside(change: (definition: Definition) => void): Definition {
  const definition = structuredClone(doubling())
  change(definition)
  return definition
}

const without = (type: string) => inside((nodes) => nodes.filter((each) => each.type !== type))
const withAnother = (type: string) =>
  inside((nodes) => [
    ...nodes,
    ...nodes.flatMap((each) => (each.type === type ? [{ ...each, name: 'Another' }] : [])),
  ])

function mistakesOf(definition: Definition): { type: string; details: object }[] {
  return checkDefinition(flowDefinitionSchema.parse(definition)).map(({ type, details }) => ({
    type,
    details,
  }))
}

it('finds nothing wrong with a loop that is right, nor with one that tells something', () => {
  expect(mistakesOf(doubling())).toEqual([])
  expect(mistakesOf(doubling(3, [end('Number', 'EachRound')]))).toEqual([])
})

describe('says what is wrong with a loop, in the types of AWS', () => {
  const condition = {
    conditions: [{ name: 'default' }],
  }
  it.each<[string, Definition, string, object]>([
    ['no LoopInput', without('LoopInput'), 'MissingLoopInputNode', { loopNode: 'Repeat' }],
    ['two LoopInputs', withAnother('LoopInput'), 'MultipleLoopInputNodes', { loopNode: 'Repeat' }],
    [
      'no LoopController',
      without('LoopController'),
      'MissingLoopControllerNode',
      { loopNode: 'Repeat' },
    ],
    [
      'two LoopControllers',
      withAnother('LoopController'),
      'MultipleLoopControllerNodes',
      { loopNode: 'Repeat' },
    ],
    [
      'a condition node',
      inside((nodes) => [...nodes, node('Choice', 'Condition', { condition })]),
      'LoopIncompatibleNodeType',
      { node: 'Repeat', incompatibleNodeType: 'Condition', incompatibleNodeName: 'Choice' },
    ],
    [
      'a connection into a loop',
      outside((flow) =>
        flow.connections.push(...connections('Start.document -> double.number').map(renamed)),
      ),
      'InvalidLoopBoundary',
      { connection: 'crossing', source: 'Start', target: 'double' },
    ],
    [
      'a connection out of a loop',
      outside((flow) => {
        const loop = flow.nodes[1]?.configuration?.loop?.definition
        loop?.connections.push(...connections('Begin.number -> End.document').map(renamed))
      }),
      'InvalidLoopBoundary',
      { connection: 'crossing', source: 'Begin', target: 'End' },
    ],
    [
      'a condition about what is for the exit only',
      inside((nodes) =>
        nodes.map((each) =>
          each.type === 'LoopController'
            ? {
                ...each,
                configuration: {
                  loopController: { continueCondition: { name: 'on', expression: 'result < 9' } },
                },
              }
            : each,
        ),
      ),
      'MalformedConditionExpression',
      { node: 'Decide', condition: 'on', cause: 'The node has no input result.' },
    ],
    [
      'an output that the controller does not have',
      outside((flow) => flow.nodes[1]?.outputs?.push({ name: 'other', type: 'String' })),
      'UnknownNodeOutput',
      { node: 'Repeat', output: 'other' },
    ],
    [
      'a LoopInput that gives what the loop is not given',
      inside((nodes) =>
        nodes.map((each) =>
          each.type === 'LoopInput'
            ? { ...each, outputs: [{ name: 'number', type: 'String' as const }] }
            : each,
        ),
      ),
      'UnknownNodeOutput',
      { node: 'Begin', output: 'number' },
    ],
    [
      'a node inside that lacks its configuration',
      inside((nodes) =>
        nodes.map((each) => (each.name === 'double' ? { ...each, configuration: {} } : each)),
      ),
      'MissingNodeConfiguration',
      { node: 'double' },
    ],
  ])('%s', (_, definition, type, details) => {
    const member = type.charAt(0).toLowerCase() + type.slice(1)
    expect(mistakesOf(definition)).toContainEqual({ type, details: { [member]: details } })
  })

  it('a controller outside of any loop', () => {
    const definition = {
      nodes: [start(), node('Decide', 'LoopController'), end()],
      connections: [],
    }
    const messages = checkDefinition(flowDefinitionSchema.parse(definition)).map(
      ({ message }) => message,
    )
    expect(messages).toContain('The LoopController Decide is not in a loop.')
  })
})

function renamed<Connection extends { name: string }>(connection: Connection): Connection {
  return { ...connection, name: 'crossing' }
}
