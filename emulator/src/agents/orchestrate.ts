import type { Hit } from '../knowledge-bases/rank-passages.ts'
import { matchesText } from '../faults/text-pattern.ts'
import { pieces } from '../model/answer-events.ts'
import { words } from '../model/words.ts'
import { AwsError } from '../wire/aws-error.ts'
import { returnControlInput, textOfValue, tracedInput, type ActionInput } from './action-input.ts'
import type { AgentAction } from './agent-action.ts'
import type { AgentEvent } from './agent-event.ts'
import { accessDenied } from './agent-failure.ts'
import { orchestration, type AgentTurn } from './agent-turn.ts'
import { askModel, failureTrace } from './ask-model.ts'
import { performAction } from './perform-action.ts'
import { citations, searchKnowledge } from './search-knowledge.ts'
import { spokenInput } from './spoken-input.ts'
import { systemPrompt } from './system-prompt.ts'

/** How often the model may decide in one turn. */
const mostRounds = 6

/**
 * One turn: searches, lets the model decide, does what it wants done, and answers. Throws the
 * AwsError that the stream shall end with.
 */
export async function* orchestrate(turn: AgentTurn): AsyncGenerator<AgentEvent> {
  const { session, actions } = turn
  const hits = turn.results ? [] : yield* searchKnowledge(turn)
  if (turn.results) yield takeResults(turn, turn.results)
  else session.turns.push({ role: 'user', text: turn.text, isToolResult: false })
  for (let round = 0; round < mostRounds; round += 1) {
    const part = yield* askModel(turn, systemPrompt(turn, hits))
    session.asked = undefined
    if (part.kind === 'text') {
      yield* finish(turn, part.text, hits)
      return
    }
    const action = actions.find(({ tool }) => tool.name === part.name)
    if (!action) throw broken(`The model called ${part.name}, which the agent does not have.`)
    const { input, missing } = spokenInput(turn, action, part.input)
    if (missing !== undefined) {
      yield* askUser(turn, action, missing)
      return
    }
    session.turns.push({ role: 'assistant', text: inWords(action, input), isToolResult: false })
    if (action.group.executor === 'RETURN_CONTROL') {
      yield* giveControl(turn, action, input)
      return
    }
    yield* doAction(turn, action, input)
  }
  const error = broken('Max iterations exceeded')
  yield failureTrace(turn, error)
  throw error
}

function broken(message: string): AwsError {
  return new AwsError('DependencyFailedException', 424, message, {
    members: { resourceName: 'Bedrock' },
  })
}

/** Throws ValidationException when the caller was not asked to do that. */
function takeResults(
  turn: AgentTurn,
  { invocationId, texts }: NonNullable<AgentTurn['results']>,
): AgentEvent {
  const { session } = turn
  if (session.returned?.invocationId !== invocationId) {
    throw new AwsError(
      'ValidationException',
      400,
      `No action with the invocationId ${invocationId} waits for its results in this session.`,
    )
  }
  session.returned = undefined
  const text = texts.join('\n')
  session.turns.push({ role: 'user', text, isToolResult: true })
  return orchestration(turn, {
    observation: { type: 'ACTION_GROUP', actionGroupInvocationOutput: { text } },
  })
}

/** How the conversation remembers a call. */
function inWords({ tool }: AgentAction, input: ActionInput): string {
  const values = Object.entries(input).map(([name, value]) => `${name} “${textOfValue(value)}”`)
  return `I call ${tool.name} with ${values.join(', ') || 'nothing'}.`
}

function* explain(turn: AgentTurn, action: AgentAction): Generator<AgentEvent> {
  const aim = action.description === '' ? action.tool.name : action.description
  yield orchestration(turn, { rationale: { text: `This calls for an action: ${aim}` } })
}

async function* doAction(
  turn: AgentTurn,
  action: AgentAction,
  input: ActionInput,
): AsyncGenerator<AgentEvent> {
  yield* explain(turn, action)
  yield orchestration(turn, {
    invocationInput: {
      invocationType: 'ACTION_GROUP',
      actionGroupInvocationInput: tracedInput(action, input, undefined),
    },
  })
  try {
    const text = await performAction(turn, action, input)
    turn.session.turns.push({ role: 'user', text, isToolResult: true })
    yield orchestration(turn, {
      observation: { type: 'ACTION_GROUP', actionGroupInvocationOutput: { text } },
    })
  } catch (error) {
    if (error instanceof AwsError) yield failureTrace(turn, error)
    throw error
  }
}

function* giveControl(
  turn: AgentTurn,
  action: AgentAction,
  input: ActionInput,
): Generator<AgentEvent> {
  const invocationId = turn.requestId
  turn.session.returned = { invocationId, action }
  yield* explain(turn, action)
  yield orchestration(turn, {
    invocationInput: {
      invocationType: 'ACTION_GROUP',
      actionGroupInvocationInput: tracedInput(action, input, invocationId),
    },
  })
  const invocationInputs = [returnControlInput(action, input)]
  yield { kind: 'returnControl', invocationId, invocationInputs }
}

function* askUser(turn: AgentTurn, action: AgentAction, parameter: string): Generator<AgentEvent> {
  const text = `I can do that, but I need the ${words(parameter).join(' ')}. What is it?`
  turn.session.asked = { action, parameter }
  turn.session.turns.push({ role: 'assistant', text, isToolResult: false })
  yield orchestration(turn, { observation: { type: 'ASK_USER', finalResponse: { text } } })
  yield { kind: 'chunk', text, citations: [], isLast: true }
}

function* finish(turn: AgentTurn, text: string, hits: readonly Hit[]): Generator<AgentEvent> {
  const { pieceLength, session, version } = turn
  if (pieceLength !== undefined && !version.mayStream) {
    const error = accessDenied()
    yield failureTrace(turn, error)
    throw error
  }
  session.turns.push({ role: 'assistant', text, isToolResult: false })
  const files = version.files.filter(
    ({ when }) => when === undefined || matchesText(turn.text, when),
  )
  if (files.length > 0) {
    yield {
      kind: 'files',
      files: files.map(({ name, type, text: content }) => ({ name, type, text: content })),
    }
  }
  const end = orchestration(turn, { observation: { type: 'FINISH', finalResponse: { text } } })
  if (pieceLength === undefined) yield end
  const parts = pieceLength === undefined || text === '' ? [text] : pieces(text, pieceLength)
  yield* parts.map((piece, index): AgentEvent => {
    const isLast = index === parts.length - 1
    return { kind: 'chunk', text: piece, citations: isLast ? citations(text, hits) : [], isLast }
  })
  if (pieceLength !== undefined) yield end
}
