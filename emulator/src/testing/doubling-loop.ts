import {
  connections,
  end,
  lambdaNode,
  node,
  start,
  type Definition,
  type NodeInput,
} from './flow-parts.ts'

/** Doubles a number while it is small; the number of the last round comes out. */
export function doubling(maxIterations?: number, more: NodeInput[] = []): Definition {
  const inside = {
    nodes: [
      node('Begin', 'LoopInput', { out: ['number: Number'], loopInput: {} }),
      lambdaNode('double', ['number: Number'], 'Object'),
      node('Decide', 'LoopController', {
        in: [
          'reached: Number = $.data.number | LoopCondition',
          'number: Number = $.data.number | ReturnValueToLoopStart',
          'result: Number = $.data.number | ExitLoop',
        ],
        loopController: {
          continueCondition: { name: 'small', expression: 'reached < 100' },
          ...(maxIterations !== undefined && { maxIterations }),
        },
      }),
      ...more,
    ],
    connections: connections(
      'Begin.number -> double.number',
      'double.functionResponse -> Decide.reached',
      'double.functionResponse -> Decide.number',
      'double.functionResponse -> Decide.result',
      ...more.map(({ name }) => `Begin.number -> ${name}.document`),
    ),
  }
  return {
    nodes: [
      start(),
      node('Repeat', 'Loop', {
        in: ['number: Number = $.data.from'],
        out: ['result: Number', 'iterationCount: Number'],
        loop: { definition: inside },
      }),
      end('Number'),
      end('Number', 'Rounds'),
    ],
    connections: connections(
      'Start.document -> Repeat.number',
      'Repeat.result -> End.document',
      'Repeat.iterationCount -> Rounds.document',
    ),
  }
}
