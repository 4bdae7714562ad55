import { z } from 'zod'
import { FunctionFailure } from '../functions/function-failure.ts'
import type { Json } from '../json.ts'
import { AwsError } from '../wire/aws-error.ts'
import { actionMembers, type ActionInput } from './action-input.ts'
import type { AgentAction } from './agent-action.ts'
import type { AgentTurn } from './agent-turn.ts'

const bodies = z.record(z.string(), z.looseObject({ body: z.string() }))
const attributes = z.record(z.string(), z.string()).optional()

const resultSchema = z.looseObject({
  response: z.looseObject({
    functionResponse: z.looseObject({ responseBody: bodies }).optional(),
    responseBody: bodies.optional(),
  }),
  sessionAttributes: attributes,
  promptSessionAttributes: attributes,
})

/**
 * Lets the Lambda function of an action group work; its text comes back, its session attributes are
 * kept. Throws DependencyFailedException.
 */
export async function performAction(
  turn: AgentTurn,
  action: AgentAction,
  input: ActionInput,
): Promise<string> {
  const { executor } = action.group
  const arn = executor === 'RETURN_CONTROL' ? '' : executor.lambda
  const { world, asker, session } = turn
  const { account, signal } = asker
  try {
    const result = await world.functions.invoke(
      { arn, account, signal },
      eventOf(turn, action, input),
    )
    const { response, sessionAttributes, promptSessionAttributes } = read(result, arn)
    session.attributes = { ...session.attributes, ...sessionAttributes }
    Object.assign(turn.promptAttributes, promptSessionAttributes)
    const body = response.functionResponse?.responseBody ?? response.responseBody ?? {}
    return Object.values(body)
      .map((part) => part.body)
      .join('\n')
  } catch (error) {
    if (!(error instanceof FunctionFailure)) throw error
    throw dependencyFailed(
      `The Lambda function ${arn} encountered a problem while processing request. The error message from the Lambda function is ${error.message}. Check the Lambda function log for error details, then try your request again after fixing the error.`,
      arn,
    )
  }
}

function eventOf(turn: AgentTurn, action: AgentAction, input: ActionInput): Json {
  const { agent, alias, version, session, sessionId, text, promptAttributes } = turn
  return {
    messageVersion: '1.0',
    agent: { name: agent.name, id: agent.id, alias: alias.id, version: version.version },
    inputText: text,
    sessionId,
    ...actionMembers(action, input),
    sessionAttributes: session.attributes,
    promptSessionAttributes: promptAttributes,
  }
}

function read(result: Json, arn: string): z.infer<typeof resultSchema> {
  const parsed = resultSchema.safeParse(result)
  if (parsed.success) return parsed.data
  throw dependencyFailed(
    'The server encountered an error processing the Lambda response. Check the Lambda response and retry the request',
    arn,
  )
}

function dependencyFailed(message: string, resourceName: string): AwsError {
  return new AwsError('DependencyFailedException', 424, message, { members: { resourceName } })
}
