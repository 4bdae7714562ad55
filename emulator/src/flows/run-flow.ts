import type { Json } from '../json.ts'
import { validationError } from '../wire/aws-error.ts'
import type { FlowDefinition, FlowNode } from './flow-definition.ts'
import type { Events, FlowEvent } from './flow-event.ts'
import type { FlowRun } from './flow-run.ts'
import { entering, leaving } from './graph/links.ts'
import { planFlow, type PlannedNode } from './graph/plan.ts'
import { createLoop, type Loop } from './loop.ts'
import { asDependency } from './nodes/as-dependency.ts'
import { nodeRunners } from './nodes/index.ts'
import type { NodeResult, NodeTask } from './nodes/node-runner.ts'
import { createScope, type Scope } from './scope.ts'
import { checkOutputs, selectInputs } from './select-inputs.ts'
import { inputTrace, outputTrace } from './traces.ts'

/** Runs a flow from the document that its Input node is given. Throws AwsError when a node fails. */
export async function* runFlow(run: FlowRun, document: Json): Events<void> {
  const { definition } = run.target
  const around = { run, definition, scope: createScope(), given: { document } }
  yield* runNodes(around, planFlow(definition))
}

/** What a node stands in: the flow, or one round of a part of it. */
type Around = {
  run: FlowRun
  definition: FlowDefinition
  scope: Scope
  /** What its first node gives to the others. */
  given: NodeResult['outputs']
}

async function* runNodes(around: Around, plan: readonly PlannedNode[]): Events<void> {
  for (const { node, repeats } of plan) {
    if (node.type === 'Input' || node.type === 'LoopInput') {
      yield* finish(around, node, { outputs: around.given })
    } else if (isReady(around, node)) {
      const result = yield* runNode(around, node)
      if (repeats) yield* iterate(around, { node, repeats }, result)
    }
  }
}

/** A node runs once all its inputs have come and, where conditions lead to it, one of them held. */
function isReady({ definition, scope }: Around, node: FlowNode): boolean {
  const conditional = entering(definition, node.name).some(({ type }) => type === 'Conditional')
  if (conditional && !scope.isChosen(node.name)) return false
  return node.inputs.every(({ name }) => scope.valueAt(node.name, name) !== undefined)
}

async function* runNode(around: Around, node: FlowNode): Events<NodeResult> {
  const { run, scope } = around
  const values = selectInputs(node, scope)
  yield inputTrace(about(around, node), values, scope)
  if (node.type === 'Iterator') return iteratorResult(values)
  // It decides when its round is over.
  if (node.type === 'LoopController') return { outputs: {} }
  const result = yield* node.type === 'Loop'
    ? repeat(around, createLoop(node, values))
    : working({ node, values, run })
  yield* finish(around, node, result)
  return result
}

async function* working(task: NodeTask): Events<NodeResult> {
  const { name, type } = task.node
  const runner = nodeRunners.get(type)
  if (!runner) throw new Error(`No runner is named for nodes of the type ${type}.`)
  try {
    return yield* runner.run(task)
  } catch (error) {
    throw asDependency(error, name, runner.resource)
  }
}

function about({ run, definition }: Around, node: FlowNode): Parameters<typeof outputTrace>[0] {
  return { definition, node, at: run.surroundings.now() }
}

function iteratorResult(values: ReadonlyMap<string, Json>): NodeResult {
  const array = values.get('array')
  return { outputs: { array: Array.isArray(array) ? array : [] } }
}

/** Checks what came out of a node, and takes it to the nodes behind it. */
function* finish(
  around: Around,
  node: FlowNode,
  { outputs, condition }: NodeResult,
): Generator<FlowEvent, void, Json | undefined> {
  checkOutputs(node, outputs)
  if (Object.keys(outputs).length > 0) yield outputTrace(about(around, node), outputs)
  for (const { target, configuration } of leaving(around.definition, node.name)) {
    const { data, conditional } = configuration ?? {}
    const value = data && outputs[data.sourceOutput]
    if (data && value !== undefined) around.scope.put(target, data.targetInput, value)
    if (conditional && conditional.condition === condition) around.scope.choose(target)
  }
}

type Repeating = Required<PlannedNode>

/** Runs what is behind an iterator once per item, one after the other, and then its collectors. */
async function* iterate(
  around: Around,
  { node, repeats }: Repeating,
  result: NodeResult,
): Events<void> {
  const items = result.outputs.array
  if (!Array.isArray(items)) return
  const gathered = new Map(repeats.collectors.map(({ name }) => [name, new Array<Json>()]))
  for (const [index, arrayItem] of items.entries()) {
    const scope = around.scope.inRound({ nodeName: node.name, index, type: 'Iterator' })
    const round = { ...around, scope }
    yield* finish(round, node, { outputs: { arrayItem, arraySize: items.length } })
    yield* runNodes(round, repeats.body)
    for (const collector of repeats.collectors) {
      const item = selectInputs(collector, scope).get('arrayItem')
      if (item !== undefined) gathered.get(collector.name)?.push(item)
    }
  }
  for (const collector of repeats.collectors) {
    const collectedArray = gathered.get(collector.name) ?? []
    if (collectedArray.length !== items.length) continue
    const values = new Map<string, Json>([
      ['arrayItem', collectedArray],
      ['arraySize', items.length],
    ])
    yield inputTrace(about(around, collector), values, around.scope)
    yield* finish(around, collector, { outputs: { collectedArray } })
  }
}

/** Runs the inside of a loop until its controller wants no further round; gives its outputs. */
async function* repeat(around: Around, loop: Loop): Events<NodeResult> {
  const { definition, controller, name } = loop
  const plan = planFlow(definition)
  for (let index = 0; ; index += 1) {
    const scope = createScope([...around.scope.rounds, { nodeName: name, index, type: 'Loop' }])
    const round = { ...around, definition, scope, given: loop.given() }
    yield* runNodes(round, plan)
    if (!isReady(round, controller)) {
      const message = `The loop ${name} ended a round without all inputs of its controller ${controller.name}.`
      throw validationError(message)
    }
    const { outputs, trace } = loop.decide(selectInputs(controller, scope), around.run)
    yield trace
    if (outputs) return { outputs }
  }
}
