import type { RequestedAction, ReturnOfControl } from '@outcrop/contract'
import type { Clock } from '../../kernel/clock.ts'
import type { Answer } from '../answer.ts'
import type { Aws } from '../aws/aws.ts'
import type { Connection } from '../connection.ts'
import type { AgentTurn } from './agent-event.ts'
import { hear, nothingHeard, type Heard } from './hear-agent.ts'
import { invokeAgent } from './invoke-agent.ts'

/** One task for an agent. */
export interface AgentTask {
  readonly aliasArn: string
  readonly sessionId: string
  readonly text: string
  readonly sessionAttributes: Readonly<Record<string, string>>
  /** What to answer when the agent returns control for an action; null when nobody knows. */
  readonly answerTo: (action: RequestedAction) => string | null
  readonly outputMode: Answer['outputMode']
}

/** How often an agent may ask for actions within one task. */
const mostRounds = 10

/**
 * Gives an agent a task and waits for its whole answer; actions that it returns control for are
 * answered when all of them are known, else they are a part of the answer. Throws `Problem`.
 */
export async function askAgent(
  { aws, now }: { readonly aws: Aws; readonly now: Clock },
  connection: Connection,
  task: AgentTask,
  { signal }: { readonly signal: AbortSignal },
): Promise<Answer> {
  const startedAt = now().getTime()
  const heard = nothingHeard()
  let say: AgentTurn['say'] | null = { text: task.text }
  for (let round = 0; say !== null && round < mostRounds; round += 1) {
    heard.returnControl = null
    const { aliasArn, sessionId, sessionAttributes } = task
    const turn = { aliasArn, sessionId, sessionAttributes, say, stream: false }
    // Silence is not watched here: the step has its own timeout, up to an hour.
    const options = { signal, idleMs: longestMs }
    for await (const event of invokeAgent(aws, connection, turn, options)) hear(heard, event)
    say = resultsFor(heard.returnControl, task.answerTo)
  }
  return {
    usage: { ...heard.tokens, cacheRead: null, cacheWrite: null },
    latencyMs: now().getTime() - startedAt,
    requestId: heard.requestId,
    model: heard.model,
    outputMode: task.outputMode,
    raw: rawOf(heard, task),
  }
}

/** Longer than any step may take. */
const longestMs = 3_700_000

function resultsFor(
  control: ReturnOfControl | null,
  answerTo: AgentTask['answerTo'],
): AgentTurn['say'] | null {
  if (!control) return null
  const results = control.actions.flatMap((action) => {
    const { action_group, name } = action
    const body = answerTo(action)
    return body === null ? [] : [{ action_group, name, body }]
  })
  const isComplete = results.length > 0 && results.length === control.actions.length
  return isComplete ? { invocationId: control.invocation_id, results } : null
}

function rawOf(heard: Heard, { sessionId }: AgentTask): Record<string, unknown> {
  const { text, citations, steps, returnControl, files, requestId } = heard
  return {
    text,
    citations,
    trace: steps,
    return_control: returnControl,
    files,
    session_id: sessionId,
    request_id: requestId,
  }
}
