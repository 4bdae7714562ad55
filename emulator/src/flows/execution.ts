import type { Asker } from '../answers/asker.ts'
import type { Json } from '../json.ts'
import { requestType, type Events, type FlowEvent } from './flow-event.ts'
import type { FlowRun, Surroundings } from './flow-run.ts'
import type { FlowTarget } from './find-flow.ts'
import { runFlow } from './run-flow.ts'
import { startTimeLimit } from './time-limit.ts'

/** A flow that is being executed, over all its turns. */
export type Execution = {
  run: FlowRun
  events: Events<void>
  /** The node whose question the next turn answers. */
  asking: string | undefined
  asker: Asker
}

/** An execution that has not begun. */
export function createExecution(
  surroundings: Surroundings,
  asker: Asker,
  { target, executionId, document }: { target: FlowTarget; executionId: string; document: Json },
): Execution {
  const run: FlowRun = { target, executionId, surroundings, asker: () => execution.asker }
  const execution: Execution = { run, events: runFlow(run, document), asking: undefined, asker }
  return execution
}

/**
 * Runs one turn: up to the flow's end, or up to a question of it, which `asking` then tells. Throws
 * the AwsError of a node that failed, or of a turn that took too long.
 */
export async function* runTurn(
  execution: Execution,
  answer: Json | undefined,
): AsyncGenerator<FlowEvent> {
  const { events, run, asker } = execution
  const limit = startTimeLimit(run.surroundings.flowTimeoutS, asker)
  execution.asker = limit.asker
  execution.asking = undefined
  try {
    for (
      let step = await limit.within(events.next(answer));
      !step.done;
      step = await limit.within(events.next(undefined))
    ) {
      const { nodeName } = step.value.payload
      const isRequest = step.value.type === requestType
      if (isRequest && typeof nodeName === 'string') execution.asking = nodeName
      yield step.value
      if (isRequest) return
    }
  } finally {
    limit.end()
  }
}
