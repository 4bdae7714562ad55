import { isCancel, text } from '@clack/prompts'
import type { NewMessage, RequestedAction, ReturnOfControl } from '@outcrop/contract'
import type { Session } from '../session/session.ts'
import { usageFailure } from '../terminal/command-failure.ts'

/** What to answer by the name of an action, as `action_answers` of an agent task has them. */
export type ActionAnswers = Readonly<Record<string, unknown>>

export interface Answering {
  /** Null when none were given. */
  readonly answers: ActionAnswers | null
  /** The command that answers another time. */
  readonly answerLater: string
}

type Results = Extract<NewMessage, { results: unknown }>['results']

const nameOf = ({ action_group, name }: RequestedAction) => `${action_group}.${name}`

/**
 * The results of actions that an agent has handed over: as they are given, and those that are not by
 * asking whoever watches. Null when nobody can say one of them and no answers were given at all.
 */
export async function actionResults(
  session: Session,
  { actions }: ReturnOfControl,
  { answers, answerLater }: Answering,
): Promise<Results | null> {
  const canAsk = session.terminal.isInteractive && !session.terminal.isJson
  const missing = actions.map(nameOf).filter((name) => !Object.hasOwn(answers ?? {}, name))
  if (missing.length > 0 && !canAsk) {
    if (answers === null) return null
    throw usageFailure(
      `The agent waits for the result of ${missing.join(', ')}, which --answer-actions does not have.`,
      `Add it to the file, then: ${answerLater}`,
    )
  }
  const results: Results = []
  for (const action of actions) {
    const given = answers?.[nameOf(action)]
    const body = given === undefined ? await asked(session, action, answerLater) : bodyOf(given)
    results.push({ action_group: action.action_group, name: action.name, body })
  }
  return results
}

/** Agents read JSON; in a file it is most readable as it is. */
const bodyOf = (answer: unknown) => (typeof answer === 'string' ? answer : JSON.stringify(answer))

async function asked(
  { world }: Session,
  action: RequestedAction,
  answerLater: string,
): Promise<string> {
  const parameters = Object.entries(action.parameters).map(([name, value]) => `\n  ${name}: ${value}`) // prettier-ignore
  const answer = await text({
    message: `What came of ${nameOf(action)}?${parameters.join('')}`,
    placeholder: 'what the agent shall hear, such as JSON',
    validate: (value) => (value?.trim() ? undefined : 'Write what the agent shall hear.'),
    input: world.stdin,
    output: world.stderr,
  })
  if (!isCancel(answer)) return answer
  throw usageFailure('The action was not answered.', `To answer it later: ${answerLater}`)
}
