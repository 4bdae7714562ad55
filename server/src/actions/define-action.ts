import type { Finding } from '@outcrop/contract'
import { z } from 'zod'
import type { Bedrock, Connection, ModelAnswer } from '../bedrock/bedrock.ts'
import { Problem } from '../kernel/problem.ts'
import type { StepData } from './step-data.ts'

/** What an action may reach. Everything else (credentials, retries, storage) is the engine's. */
export interface ActionContext {
  readonly bedrock: Bedrock
  readonly connection: (providerId: string) => Promise<Connection>
  readonly signal: AbortSignal
  /** Goes to AWS with the call, so that its logs and bills can be matched. */
  readonly metadata: Record<string, string>
}

/** One file says everything about an action: form, validator, documentation and effect follow from it. */
export interface ActionDefinition<
  Input extends z.ZodObject,
  Request extends Record<string, unknown>,
> {
  readonly type: string
  readonly title: string
  readonly description: string
  readonly input: Input
  /** The provider that the call goes to; runs queue per provider. Null when nothing outside is called. */
  readonly provider: (input: z.infer<Input>) => string | null
  /** What templates of this action may use, by name. */
  readonly variables: (input: z.infer<Input>, data: StepData) => Record<string, unknown>
  /** Templates in the input, with their places. */
  readonly templates: (input: z.infer<Input>) => { path: string; template: string }[]
  /** Pure: what will be sent. Throws a `Problem` when it cannot be made. */
  readonly prepare: (input: z.infer<Input>, data: StepData) => Request
  /** The only effect. */
  readonly perform: (request: Request, context: ActionContext) => Promise<ModelAnswer>
  /** Pure: the one request that follows an answer that could not be used. */
  readonly reask: (request: Request, answer: string, complaint: string) => Request
}

/** A request that is ready to be sent, and stored as it is. */
export interface PreparedRequest {
  readonly request: Record<string, unknown>
  perform(context: ActionContext): Promise<ModelAnswer>
  reask(answer: string, complaint: string): PreparedRequest
}

/** An action as the engine sees it: any input, checked on the way in. */
export interface AnyAction {
  readonly type: string
  readonly title: string
  readonly description: string
  readonly inputSchema: Record<string, unknown>
  check(input: unknown): { findings: Finding[]; templates: { path: string; template: string }[] }
  providerOf(input: unknown): string | null
  variables(input: unknown, data: StepData): Record<string, unknown>
  prepare(input: unknown, data: StepData): PreparedRequest
}

export function defineAction<Input extends z.ZodObject, Request extends Record<string, unknown>>(
  definition: ActionDefinition<Input, Request>,
): AnyAction {
  const parse = (input: unknown): z.infer<Input> => {
    const result = definition.input.safeParse(input)
    if (result.success) return result.data
    throw new Problem('invalid-input', z.prettifyError(result.error))
  }
  const prepared = (request: Request): PreparedRequest => ({
    request,
    perform: (context) => definition.perform(request, context),
    reask: (answer, complaint) => prepared(definition.reask(request, answer, complaint)),
  })
  return {
    type: definition.type,
    title: definition.title,
    description: definition.description,
    inputSchema: z.toJSONSchema(definition.input, { io: 'input' }),
    check: (input) => checkInput(definition, input),
    providerOf: (input) => definition.provider(parse(input)),
    variables: (input, data) => definition.variables(parse(input), data),
    prepare: (input, data) => prepared(definition.prepare(parse(input), data)),
  }
}

function checkInput<Input extends z.ZodObject, Request extends Record<string, unknown>>(
  definition: ActionDefinition<Input, Request>,
  input: unknown,
): ReturnType<AnyAction['check']> {
  const result = definition.input.safeParse(input)
  if (result.success) return { findings: [], templates: definition.templates(result.data) }
  const findings = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }))
  return { findings, templates: [] }
}
