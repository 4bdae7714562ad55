import type { Json } from '../json.ts'
import type { ActionInput } from './action-input.ts'
import type { AgentAction } from './agent-action.ts'
import type { AgentTurn } from './agent-turn.ts'

/**
 * What of a model's input somebody has said; models make values up. Optional ones are left out then,
 * and the first required one that is missing or made up has to be asked for.
 */
export function spokenInput(
  { session, promptAttributes }: AgentTurn,
  { parameters }: AgentAction,
  input: ActionInput,
): { input: ActionInput; missing: string | undefined } {
  const said = [...session.turns.map(({ text }) => text), ...Object.values(promptAttributes)]
    .join('\n')
    .toLowerCase()
  const isSaid = (value: Json | undefined): boolean =>
    value !== undefined &&
    value !== null &&
    (typeof value === 'boolean' ||
      typeof value === 'object' ||
      said.includes(String(value).toLowerCase()))
  const names = Object.keys(parameters)
  return {
    input: Object.fromEntries(
      names.flatMap((name) => {
        const value = input[name]
        return value !== undefined && isSaid(value) ? [[name, value] as const] : []
      }),
    ),
    missing: names.find((name) => parameters[name]?.required === true && !isSaid(input[name])),
  }
}
