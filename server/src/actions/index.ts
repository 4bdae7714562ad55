import { agentTask } from './agent-task.ts'
import type { AnyAction, UnboundAction } from './define-action.ts'
import { invokeModel } from './invoke-model.ts'
import type { Known } from './known.ts'
import { managedPrompt } from './managed-prompt.ts'
import { sendPrompt } from './send-prompt.ts'
import { sendToFlow } from './send-to-flow.ts'

/** What a step can do. Add a line to add an action. */
const actions: readonly UnboundAction[] = [
  sendPrompt,
  managedPrompt,
  sendToFlow,
  agentTask,
  invokeModel,
]

/** The catalogue by type, for inputs that may name what is known. */
export function createActions(known: Known): ReadonlyMap<string, AnyAction> {
  return new Map(actions.map((bind) => bind(known)).map((action) => [action.type, action]))
}
