import { conditionHolds } from '../conditions/condition-holds.ts'
import { validationError } from '../../wire/aws-error.ts'
import { traceEvent } from '../flow-event.ts'
import type { NodeRunner } from './node-runner.ts'

/** Chooses the first condition that holds. The last one, default, always does. */
// eslint-disable-next-line @typescript-eslint/require-await -- the runner of a node is asynchronous, whatever it does
export const runCondition: NodeRunner = async function* (task) {
  const { node, run, values } = task
  const cases = node.configuration?.condition?.conditions ?? []
  const held = cases.find(
    ({ expression }) => expression === undefined || conditionHolds(expression, node.name, values),
  )
  if (!held) throw validationError(`The condition node ${node.name} has no default.`)
  yield traceEvent('conditionNodeResultTrace', {
    nodeName: node.name,
    timestamp: run.surroundings.now().toISOString(),
    satisfiedConditions: [{ conditionName: held.name }],
  })
  return { outputs: {}, condition: held.name }
}
