import { evaluateCondition } from '../conditions/evaluate-condition.ts'
import { parseCondition } from '../conditions/parse-condition.ts'
import { validationError } from '../../wire/aws-error.ts'
import { traceEvent } from '../flow-event.ts'
import type { NodeRunner, NodeTask } from './node-runner.ts'

/** Chooses the first condition that holds. The last one, default, always does. */
// eslint-disable-next-line @typescript-eslint/require-await -- the runner of a node is asynchronous, whatever it does
export const runCondition: NodeRunner = async function* (task) {
  const { node, run } = task
  const cases = node.configuration?.condition?.conditions ?? []
  const held = cases.find(({ expression }) => expression === undefined || holds(expression, task))
  if (!held) throw validationError(`The condition node ${node.name} has no default.`)
  yield traceEvent('conditionNodeResultTrace', {
    nodeName: node.name,
    timestamp: run.surroundings.now().toISOString(),
    satisfiedConditions: [{ conditionName: held.name }],
  })
  return { outputs: {}, condition: held.name }
}

function holds(expression: string, { values, node }: NodeTask): boolean {
  try {
    return evaluateCondition(parseCondition(expression), values)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw validationError(`The condition ${expression} of the node ${node.name} failed. ${reason}`)
  }
}
