import type { Json } from '../json.ts'
import { validationError } from '../wire/aws-error.ts'
import { conditionHolds } from './conditions/condition-holds.ts'
import type { FlowDefinition, FlowNode } from './flow-definition.ts'
import { traceEvent, type FlowEvent } from './flow-event.ts'
import type { FlowRun } from './flow-run.ts'

type Values = Readonly<Record<string, Json>>

/** A loop that is being run: what its next round begins with, and whether there is one. */
export type Loop = {
  name: string
  definition: FlowDefinition
  controller: FlowNode
  /** What LoopInput gives in the next round. */
  given: () => Values
  /** Looks at what reached the controller; `outputs` are those of the loop once it has ended. */
  decide: (
    values: ReadonlyMap<string, Json>,
    run: FlowRun,
  ) => { outputs: Values | undefined; trace: FlowEvent }
}

/** AWS's own number where a controller says none. */
const usualRounds = 10

/** Throws ValidationException for a loop without a controller. */
export function createLoop(
  { name, configuration, outputs: declared }: FlowNode,
  inputs: ReadonlyMap<string, Json>,
): Loop {
  const definition = configuration?.loop?.definition ?? { nodes: [], connections: [] }
  const controller = definition.nodes.find(({ type }) => type === 'LoopController')
  const settings = controller?.configuration?.loopController
  if (!controller || !settings) throw validationError(`The loop ${name} has no LoopController.`)
  const { continueCondition: condition, maxIterations = usualRounds } = settings
  let given: Values = Object.fromEntries(inputs)
  let rounds = 0
  return {
    name,
    definition,
    controller,
    given: () => given,
    decide: (values, { surroundings }) => {
      rounds += 1
      given = { ...given, ...valuesFor('ReturnValueToLoopStart', controller, values) }
      const goesOn = conditionHolds(condition.expression ?? '', controller.name, values)
      const isOver = !goesOn || rounds >= maxIterations
      const told = { iterationCount: rounds, ...valuesFor('ExitLoop', controller, values) }
      const known = new Map<string, Json>(Object.entries(told))
      return {
        outputs: isOver ? Object.fromEntries(declared.flatMap(take(known))) : undefined,
        trace: traceEvent('conditionNodeResultTrace', {
          nodeName: controller.name,
          timestamp: surroundings.now().toISOString(),
          satisfiedConditions: goesOn ? [{ conditionName: condition.name }] : [],
        }),
      }
    },
  }
}

function valuesFor(
  category: NonNullable<FlowNode['inputs'][number]['category']>,
  { inputs }: FlowNode,
  values: ReadonlyMap<string, Json>,
): Values {
  const wanted = inputs.filter((input) => input.category === category)
  return Object.fromEntries(wanted.flatMap(take(values)))
}

function take(
  values: ReadonlyMap<string, Json>,
): (named: { name: string }) => [name: string, value: Json][] {
  return ({ name }) => {
    const value = values.get(name)
    return value === undefined ? [] : [[name, value]]
  }
}
