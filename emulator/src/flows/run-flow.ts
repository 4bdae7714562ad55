import type { Json } from '../json.ts'
import { validationError } from '../wire/aws-error.ts'
import type { FlowNode } from './flow-definition.ts'
import type { Events, FlowEvent } from './flow-event.ts'
import type { FlowRun } from './flow-run.ts'
import { entering, leaving } from './graph/links.ts'
import { planFlow, type PlannedNode } from './graph/plan.ts'
import { asDependency } from './nodes/as-dependency.ts'
import { nodeRunners } from './nodes/index.ts'
import type { NodeResult } from './nodes/node-runner.ts'
import { createScope, type Scope } from './scope.ts'
import { checkOutputs, selectInputs } from './select-inputs.ts'
import { inputTrace, outputTrace } from './traces.ts'

/** Runs a flow from the document that its Input node is given. Throws AwsError when a node fails. */
export async function* runFlow(run: FlowRun, document: Json): Events<void> {
  const scope = createScope()
  yield* runNodes(run, planFlow(run.target.definition), { scope, document })
}

type Around = { scope: Scope; document: Json }

async function* runNodes(
  run: FlowRun,
  plan: readonly PlannedNode[],
  { scope, document }: Around,
): Events<void> {
  for (const { node, repeats } of plan) {
    if (node.type === 'Input') {
      yield* finish(run, node, { outputs: { document } }, scope)
    } else if (isReady(run, node, scope)) {
      const result = yield* runNode(run, node, scope)
      if (repeats) yield* iterate(run, { node, repeats }, { scope, document, result })
    }
  }
}

/** A node runs once all its inputs have come and, where conditions lead to it, one of them held. */
function isReady({ target }: FlowRun, node: FlowNode, scope: Scope): boolean {
  const conditional = entering(target.definition, node.name).some(
    ({ type }) => type === 'Conditional',
  )
  if (conditional && !scope.isChosen(node.name)) return false
  return node.inputs.every(({ name }) => scope.valueAt(node.name, name) !== undefined)
}

async function* runNode(run: FlowRun, node: FlowNode, scope: Scope): Events<NodeResult> {
  const values = selectInputs(node, scope)
  const { definition } = run.target
  yield inputTrace({ definition, node, at: run.surroundings.now() }, values, scope)
  if (node.type === 'Iterator') return iteratorResult(values)
  const runner = nodeRunners.get(node.type)
  if (!runner) throw validationError(`This emulator does not run nodes of the type ${node.type}.`)
  const result = yield* working(runner.run({ node, values, run }), node.name, runner.resource)
  yield* finish(run, node, result, scope)
  return result
}

async function* working(
  events: Events<NodeResult>,
  node: string,
  resource: string,
): Events<NodeResult> {
  try {
    return yield* events
  } catch (error) {
    throw asDependency(error, node, resource)
  }
}

function iteratorResult(values: ReadonlyMap<string, Json>): NodeResult {
  const array = values.get('array')
  return { outputs: { array: Array.isArray(array) ? array : [] } }
}

/** Checks what came out of a node, and takes it to the nodes behind it. */
function* finish(
  run: FlowRun,
  node: FlowNode,
  { outputs, condition }: NodeResult,
  scope: Scope,
): Generator<FlowEvent, void, Json | undefined> {
  checkOutputs(node, outputs)
  const { definition } = run.target
  if (Object.keys(outputs).length > 0) {
    yield outputTrace({ definition, node, at: run.surroundings.now() }, outputs)
  }
  for (const { target, configuration } of leaving(definition, node.name)) {
    const { data, conditional } = configuration ?? {}
    const value = data && outputs[data.sourceOutput]
    if (data && value !== undefined) scope.put(target, data.targetInput, value)
    if (conditional && conditional.condition === condition) scope.choose(target)
  }
}

type Repeating = Required<PlannedNode>

/** Runs what is behind an iterator once per item, one after the other, and then its collectors. */
async function* iterate(
  run: FlowRun,
  { node, repeats }: Repeating,
  { scope, document, result }: Around & { result: NodeResult },
): Events<void> {
  const items = result.outputs.array
  if (!Array.isArray(items)) return
  const gathered = new Map(repeats.collectors.map(({ name }) => [name, new Array<Json>()]))
  for (const [index, arrayItem] of items.entries()) {
    const round = scope.inRound({ nodeName: node.name, index })
    yield* finish(run, node, { outputs: { arrayItem, arraySize: items.length } }, round)
    yield* runNodes(run, repeats.body, { scope: round, document })
    for (const collector of repeats.collectors) {
      const item = selectInputs(collector, round).get('arrayItem')
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
    const { definition } = run.target
    yield inputTrace({ definition, node: collector, at: run.surroundings.now() }, values, scope)
    yield* finish(run, collector, { outputs: { collectedArray } }, scope)
  }
}
