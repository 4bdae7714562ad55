import { z } from 'zod'
import { readAgentAnswer, type JsonSchema } from '../bedrock/bedrock.ts'
import { Problem } from '../kernel/problem.ts'
import { renderTemplate } from '../kernel/template.ts'
import { answerTo, ofTheAction, prepareAnswer, type ActionAnswer } from './action-answer.ts'
import { agentSession, recordKeyFindings, sessionInput } from './agent-session.ts'
import { defineAction } from './define-action.ts'
import { mappedVariables, mappingInput, parameterTemplates } from './mapping.ts'

const input = z.object({
  agent_id: z
    .string()
    .regex(/^agt_[0-9a-f]{32}$/, 'Choose an agent.')
    .meta({ title: 'AI agent', description: 'A connected Bedrock agent.' }),
  ...mappingInput,
  task: z
    .string()
    .min(1, 'Write the task.')
    .max(100_000)
    .meta({ title: 'Task definition', description: 'What the agent shall do and how success is judged: a Liquid template.' }), // prettier-ignore
  ...sessionInput,
  session_attributes: z
    .array(
      z.object({
        name: z.string().regex(/^[\w.-]{1,100}$/, 'must be letters, digits and _ . -').meta({ title: 'Name' }), // prettier-ignore
        value: z.string().max(10_000).meta({ title: 'Value', description: 'A Liquid template.' }),
      }),
    )
    .max(50)
    .default([])
    .meta({ title: 'Session attributes', description: 'Handed to the action groups of the agent.' }), // prettier-ignore
  action_answers: z
    .array(
      z.object({
        action: z.string().min(1).max(250).meta({ title: 'Action', description: 'group.function, or group.METHOD /path.' }), // prettier-ignore
        answer: z.string().max(10_000).meta({ title: 'Answer', description: 'A Liquid template; {{ action.parameters }} has what the agent gives the action.' }), // prettier-ignore
      }),
    )
    .max(50)
    .default([])
    .meta({ title: 'Answers to returned actions', description: 'What the agent hears when it returns control for an action.' }), // prettier-ignore
})

/** What is sent, as it is stored on the attempt. */
interface TaskRequest extends Record<string, unknown> {
  /** What calls are counted by. */
  readonly agent_id: string
  readonly provider_id: string
  readonly alias_arn: string
  readonly session_id: string
  /** Whether other runs talk in this session, too. */
  readonly shares_session: boolean
  readonly record_key: string | null
  readonly text: string
  readonly session_attributes: Readonly<Record<string, string>>
  readonly action_answers: Readonly<Record<string, ActionAnswer>>
  readonly structured: boolean
}

/** A task for a connected Bedrock agent, answered in text or in fields. */
export const agentTask = defineAction({
  type: 'bedrock.agent-task',
  title: 'Run agent task',
  description: 'Give a connected Bedrock agent a task, and use its answer.',
  input,
  provider: ({ agent_id }, organizationId, known) =>
    known.agent(organizationId, agent_id)?.providerId ?? null,
  unknown: (given, organizationId, known) => [
    ...(known.agent(organizationId, given.agent_id)
      ? []
      : [{ path: 'agent_id', message: 'This agent is not connected. Choose another one.' }]),
    ...recordKeyFindings(given),
  ],
  permissions: ({ agent_id }, organizationId, known) => {
    const agent = known.agent(organizationId, agent_id)
    return agent ? [{ kind: 'agent', alias: agent.aliasArn }] : []
  },
  variables: mappedVariables,
  templates: ({ task, record_key, parameters, session_attributes, action_answers }) => [
    { path: 'task', template: task },
    { path: 'record_key', template: record_key },
    ...parameterTemplates(parameters),
    ...session_attributes.map(({ value }, index) => ({ path: `session_attributes.${index}.value`, template: value })), // prettier-ignore
    ...action_answers.map(({ answer }, index) => ({ path: `action_answers.${index}.answer`, template: answer, later: [ofTheAction] })), // prettier-ignore
  ],
  prepare: (given, data, { schema }, known): TaskRequest => {
    const agent = known.agent(data.organizationId, given.agent_id)
    if (!agent) throw new Problem('agent-missing', `There is no agent ${given.agent_id}.`)
    const variables = mappedVariables(given, data)
    const render = (template: string) => renderTemplate(template, variables)
    const session = agentSession(given, data, variables)
    return {
      agent_id: given.agent_id,
      provider_id: agent.providerId,
      alias_arn: agent.aliasArn,
      session_id: session.id,
      shares_session: session.isShared,
      record_key: session.recordKey,
      text: taskText(render(given.task), schema),
      session_attributes: Object.fromEntries(given.session_attributes.map(({ name, value }) => [name, render(value)])), // prettier-ignore
      action_answers: Object.fromEntries(given.action_answers.map(({ action, answer }) => [action, prepareAnswer(answer, variables)])), // prettier-ignore
      structured: schema !== null,
    }
  },
  turnIn: ({ session_id, shares_session }) => (shares_session ? session_id : null),
  foresee: async ({ provider_id, alias_arn, text }, { bedrock, connection, signal }) =>
    bedrock.foreseeAgent(await connection(provider_id), { aliasArn: alias_arn, text }, { signal }),
  perform: async (request, { bedrock, connection, signal }) =>
    bedrock.askAgent(
      await connection(request.provider_id),
      {
        aliasArn: request.alias_arn,
        sessionId: request.session_id,
        text: request.text,
        sessionAttributes: request.session_attributes,
        answerTo: (action) => answerTo(request.action_answers, action),
        outputMode: request.structured ? 'prompted' : null,
      },
      { signal },
    ),
  read: readAgentAnswer,
  // The session remembers the task, so the complaint alone is said.
  reask: (request, _, complaint): TaskRequest => ({ ...request, text: complaint }),
})

/** Agents have no option for a schema, and nobody is there to be asked. */
function taskText(task: string, schema: JsonSchema | null): string {
  const alone = 'You work on your own here: nobody can be asked, so do with what you have.'
  if (schema === null) return `${task}\n\n${alone}`
  return [
    task,
    alone,
    `Answer with a single JSON object and nothing else: no explanation, no Markdown, no code fences. The object must satisfy this JSON Schema:\n${JSON.stringify(schema, null, 2)}`,
  ].join('\n\n')
}
