import { expect, it } from 'vitest'
import { isJsonObject, type Json } from '../json.ts'
import { transports } from '../testing/connect.ts'
import { runFlowOf } from '../testing/flow-emulator.ts'
import { doubling } from '../testing/doubling-loop.ts'
import { end } from '../testing/flow-parts.ts'
import { kindOf, outputsOf } from '../testing/invoke-flow.ts'
import { runningEmulator } from '../testing/running-emulator.ts'
import { startFlows } from '../testing/start-flows.ts'

const emulator = runningEmulator(() =>
  startFlows(
    {
      flows: {
        DOUBLING01: doubling(),
        DOUBLING02: doubling(2),
        SPOKEN0001: doubling(2, [end('Number', 'EachRound')]),
      },
    },
    { functions: { double: (event) => ({ number: 2 * numberIn(event) }) } },
  ),
)

function numberIn(event: Json): number {
  const node = isJsonObject(event) && isJsonObject(event.node) ? event.node : {}
  const [given] = Array.isArray(node.inputs) ? node.inputs.filter(isJsonObject) : []
  return Number(given?.value)
}

it.each(transports)(
  'repeats what is in it while the condition holds, over %s',
  async (transport) => {
    const told = await runFlowOf(emulator(), 'DOUBLING01', { from: 30 }, { transport })
    expect(outputsOf(told)).toEqual([
      { node: 'End', document: 120 },
      { node: 'Rounds', document: 2 },
    ])
  },
)

it('runs once at least', async () => {
  const [result, rounds] = outputsOf(await runFlowOf(emulator(), 'DOUBLING01', { from: 1000 }))
  expect([result?.document, rounds?.document]).toEqual([2000, 1])
})

it('ends after the rounds that the controller allows, ten if it says nothing', async () => {
  const two = outputsOf(await runFlowOf(emulator(), 'DOUBLING02', { from: 1 }))
  expect(two.map(({ document }) => document)).toEqual([4, 2])
  const ten = outputsOf(await runFlowOf(emulator(), 'DOUBLING01', { from: 0 }))
  expect(ten.map(({ document }) => document)).toEqual([0, 10])
})

it('may tell something in each round', async () => {
  const told = await runFlowOf(emulator(), 'SPOKEN0001', { from: 1 })
  expect(outputsOf(told).map(({ node: name, document }) => [name, document])).toEqual([
    ['EachRound', 1],
    ['EachRound', 2],
    ['End', 4],
    ['Rounds', 2],
  ])
})

it('tells in the trace which round a node runs in, and what the controller found', async () => {
  const told = await runFlowOf(emulator(), 'DOUBLING02', { from: 1 }, { enableTrace: true })
  const traces = told.events.flatMap(({ flowTraceEvent: event }) => event?.trace ?? [])
  const chains = traces.flatMap(({ nodeInputTrace: trace }) =>
    trace?.nodeName === 'double' ? [trace.fields?.[0]?.executionChain] : [],
  )
  expect(chains).toEqual([
    [{ nodeName: 'Repeat', index: 0, type: 'Loop' }],
    [{ nodeName: 'Repeat', index: 1, type: 'Loop' }],
  ])
  const found = traces.flatMap(({ conditionNodeResultTrace: trace }) => (trace ? [trace] : []))
  expect(found.map(({ nodeName, satisfiedConditions }) => [nodeName, satisfiedConditions])).toEqual(
    [
      ['Decide', [{ conditionName: 'small' }]],
      ['Decide', [{ conditionName: 'small' }]],
    ],
  )
  expect(kindOf(told.events.at(-1) ?? { $unknown: ['', ''] })).toBe('flowCompletionEvent')
})

it('fails when the types do not fit', async () => {
  const { error } = await runFlowOf(emulator(), 'DOUBLING01', { from: 'x' }).catch(
    (thrown: unknown) => ({ error: thrown }),
  )
  expect(error).toMatchObject({ name: 'ValidationException' })
})
