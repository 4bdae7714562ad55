import type { AnyAction } from './define-action.ts'
import { sendPrompt } from './send-prompt.ts'

/** What a step can do. Add a line to add an action. */
const actions: readonly AnyAction[] = [sendPrompt]

export const actionTypes = new Map(actions.map((action) => [action.type, action]))
