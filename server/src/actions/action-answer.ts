import type { RequestedAction } from '@outcrop/contract'
import { renderTemplate, variablesOf } from '../kernel/template.ts'

/** What an agent hears of an action that it hands over: a text, or a template that waits for the action. */
export type ActionAnswer =
  string | { readonly template: string; readonly variables: Readonly<Record<string, unknown>> }

/** The name by which such a template knows the action. */
export const ofTheAction = 'action'

/**
 * Renders what can be rendered before the agent asks for anything. What asks for the action is kept,
 * with the variables that it uses; a parameter of the step that goes by the same name comes first.
 */
export function prepareAnswer(
  template: string,
  variables: Readonly<Record<string, unknown>>,
): ActionAnswer {
  const used = variablesOf(template)
  if (!used.includes(ofTheAction) || Object.hasOwn(variables, ofTheAction)) {
    return renderTemplate(template, variables)
  }
  const own = used.filter((name) => Object.hasOwn(variables, name))
  return { template, variables: Object.fromEntries(own.map((name) => [name, variables[name]])) }
}

/** The answer to an action; null when there is none. Throws `template-failed` or `prompt-too-large`. */
export function answerTo(
  answers: Readonly<Record<string, ActionAnswer>>,
  { action_group, name, parameters }: RequestedAction,
): string | null {
  const answer = answers[`${action_group}.${name}`]
  if (answer === undefined) return null
  if (typeof answer === 'string') return answer
  const action = { group: action_group, name, parameters }
  return renderTemplate(answer.template, { ...answer.variables, [ofTheAction]: action })
}
