import type { Json, JsonObject } from '../json.ts'
import type { AgentAction } from './agent-action.ts'

export type ActionInput = Record<string, Json>

export function textOfValue(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The parameters of an action as a list; agents send all values as text. */
function listed(
  action: AgentAction,
  input: ActionInput,
  belongs: (name: string) => boolean,
): { name: string; type: string; value: string }[] {
  return Object.entries(input)
    .filter(([name]) => name in action.parameters && belongs(name))
    .map(([name, value]) => ({
      name,
      type: action.parameters[name]?.type ?? 'string',
      value: textOfValue(value),
    }))
}

/** What the caller or a Lambda function is told to do. */
export function actionMembers(action: AgentAction, input: ActionInput): JsonObject {
  const { call, bodyNames, group } = action
  const parameters = listed(action, input, (name) => !bodyNames.has(name))
  if (call.kind === 'function') return { actionGroup: group.name, function: call.name, parameters }
  const properties = listed(action, input, (name) => bodyNames.has(name))
  return {
    actionGroup: group.name,
    apiPath: call.path,
    httpMethod: call.method,
    parameters,
    ...(properties.length > 0 && {
      requestBody: { content: { 'application/json': { properties } } },
    }),
  }
}

/** The same for `returnControl`. */
export function returnControlInput(action: AgentAction, input: ActionInput): JsonObject {
  const members = { ...actionMembers(action, input), actionInvocationType: 'RESULT' }
  return action.call.kind === 'function'
    ? { functionInvocationInput: members }
    : { apiInvocationInput: members }
}

/** The same in the words of a trace. */
export function tracedInput(
  action: AgentAction,
  input: ActionInput,
  invocationId: string | undefined,
): JsonObject {
  const { call, bodyNames, group } = action
  const properties = listed(action, input, (name) => bodyNames.has(name))
  return {
    actionGroupName: group.name,
    ...(call.kind === 'function'
      ? { function: call.name }
      : { apiPath: call.path, verb: call.method.toLowerCase() }),
    parameters: listed(action, input, (name) => !bodyNames.has(name)),
    ...(properties.length > 0 && { requestBody: { content: { 'application/json': properties } } }),
    executionType: invocationId === undefined ? 'LAMBDA' : 'RETURN_CONTROL',
    ...(invocationId !== undefined && { invocationId }),
  }
}
