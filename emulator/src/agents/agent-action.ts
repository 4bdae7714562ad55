import type { Tool } from '../model/question.ts'
import { words } from '../model/words.ts'
import type { ActionGroup, ActionParameter } from './action-group-schema.ts'

/** One function or API path of an action group, and the tool as which a model sees it. */
export type AgentAction = {
  group: ActionGroup
  call: { kind: 'function'; name: string } | { kind: 'api'; path: string; method: string }
  description: string
  parameters: Record<string, ActionParameter>
  /** Which of the parameters go into the body of an API call. */
  bodyNames: ReadonlySet<string>
  tool: Tool
}

export function agentActions(groups: readonly ActionGroup[]): AgentAction[] {
  return groups.flatMap((group) => [
    ...group.functions.map((each) =>
      action(group, { ...each, call: { kind: 'function', name: each.name }, body: {} }),
    ),
    ...group.apis.map(({ path, method, operationId, requestBody, ...each }) =>
      action(group, {
        ...each,
        name: operationId,
        call: { kind: 'api', path, method },
        body: requestBody,
      }),
    ),
  ])
}

type Described = {
  name: string
  call: AgentAction['call']
  description: string
  parameters: Record<string, ActionParameter>
  body: Record<string, ActionParameter>
  cues?: string[] | undefined
}

function action(group: ActionGroup, described: Described): AgentAction {
  const { name, call, description, body, cues } = described
  const parameters = { ...described.parameters, ...body }
  const properties = Object.entries(parameters).map(
    ([key, { type, description: about }]) =>
      [key, { type, ...(about !== '' && { description: about }) }] as const,
  )
  const required = Object.entries(parameters).flatMap(([key, each]) => (each.required ? [key] : []))
  return {
    group,
    call,
    description,
    parameters,
    bodyNames: new Set(Object.keys(body)),
    tool: {
      name: `${group.name}__${name}`,
      description,
      schema: { type: 'object', properties: Object.fromEntries(properties), required },
      cues: cues ?? [nameCue(name)],
    },
  }
}

/** Words that say nothing about what a function is about. */
const plain = new Set([
  'get',
  'find',
  'look',
  'up',
  'list',
  'fetch',
  'search',
  'show',
  'read',
  'the',
])

/** Matches a text that has all telling words of a name, in any order. */
function nameCue(name: string): string {
  const telling = words(name).filter((word) => !plain.has(word))
  const wanted = telling.length === 0 ? words(name) : telling
  return `/${wanted.map((word) => `(?=.*\\b${word})`).join('')}/is`
}
