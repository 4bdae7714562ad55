import { issueFaults, type Finding } from '@outcrop/contract'
import { z } from 'zod'
import type {
  Answer,
  AnswerText,
  Bedrock,
  Connection,
  Foresight,
  JsonSchema,
  Use,
} from '../bedrock/bedrock.ts'
import { Problem } from '../kernel/problem.ts'
import { draftOf } from './draft-of.ts'
import type { Known } from './known.ts'
import type { StepData } from './step-data.ts'

/** What an action may reach. Everything else (credentials, retries, storage) is the engine's. */
export interface ActionContext {
  readonly bedrock: Bedrock
  readonly connection: (providerId: string) => Promise<Connection>
  readonly signal: AbortSignal
  /** Goes to AWS with the call, so that its logs and bills can be matched. */
  readonly metadata: Record<string, string>
  /** A text that says which run calls, for what can send events itself; absent where no run calls. */
  readonly lineage?: () => string
}

/** What a step may ask of AWS before it is published; nothing of it is run. */
export type PreflightContext = Pick<ActionContext, 'bedrock' | 'connection'>

/** What was learnt: `findings` would fail every run, `notes` some of them, or could not be looked at. */
export interface Preflight {
  readonly findings: readonly Finding[]
  readonly notes: readonly Finding[]
}

/** What a step wants of its answer. */
export interface Wanted {
  /** The schema of the JSON object that is wanted; null for text. */
  readonly schema: JsonSchema | null
}

/** A template in an input, with its place. */
export interface ActionTemplate {
  readonly path: string
  readonly template: string
  /** Names that have a value only while the action is performed. */
  readonly later?: readonly string[]
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
  readonly provider: (input: z.infer<Input>, organizationId: string, known: Known) => string | null
  /** What the input names and nobody knows, or contradicts, for inputs that name more than a provider. */
  readonly unknown?: (input: z.infer<Input>, organizationId: string, known: Known) => Finding[]
  /** Pure: what it calls in AWS; IAM policies and the connection test follow from it. */
  readonly permissions: (
    input: z.infer<Input>,
    organizationId: string,
    known: Known,
  ) => readonly Use[]
  /** What templates of this action may use, by name. */
  readonly variables: (input: z.infer<Input>, data: StepData) => Record<string, unknown>
  /** Templates in the input, with their places. */
  readonly templates: (input: z.infer<Input>) => ActionTemplate[]
  /** Whether what is called sends its result itself, so that the engine does not; no if left out. */
  readonly deliversItself?: (input: z.infer<Input>) => boolean
  /** Pure: what will be sent. Throws a `Problem` when it cannot be made. */
  readonly prepare: (input: z.infer<Input>, data: StepData, wanted: Wanted, known: Known) => Request
  /** What runs may use only one at a time, by name, such as a session; null, or left out, when there is nothing. */
  readonly turnIn?: (request: Request) => string | null
  /** Looks in AWS whether what is called fits the input; left out where there is nothing to look at. */
  readonly preflight?: (input: z.infer<Input>, context: PreflightContext) => Promise<Preflight>
  /** What only AWS knows of the request, for actions that do not name their model. Throws a `Problem`. */
  readonly foresee?: (request: Request, context: ActionContext) => Promise<readonly Foresight[]>
  /** The only effect. */
  readonly perform: (request: Request, context: ActionContext) => Promise<Answer>
  /** Pure: what a stored answer says. Throws an `answer-…` problem when it says nothing. */
  readonly read: (raw: Record<string, unknown>, request: Request) => AnswerText
  /** Pure: the one request that follows an answer that could not be used; left out where asking again cannot help. */
  readonly reask?: (request: Request, answer: string, complaint: string) => Request
}

/** A request that is ready to be sent, and stored as it is. */
export interface PreparedRequest {
  readonly request: Record<string, unknown>
  /** Null when the request says it all. */
  readonly foresee: ((context: ActionContext) => Promise<readonly Foresight[]>) | null
  readonly perform: (context: ActionContext) => Promise<Answer>
  /** What it has to have to itself while it is performed, by name; null when there is nothing. */
  readonly turnIn: string | null
  read(raw: Record<string, unknown>): AnswerText
  /** Null when asking again cannot help. */
  readonly reask: ((answer: string, complaint: string) => PreparedRequest) | null
}

/** An input that may be incomplete: what can be shown of it. */
export interface Draft {
  readonly findings: readonly Finding[]
  readonly templates: readonly ActionTemplate[]
  variables(data: StepData): Record<string, unknown>
  /** What would be sent, blank where the input is. Throws a `Problem` when nothing can be made of it. */
  request(data: StepData, wanted: Wanted): Record<string, unknown>
}

/** An action as the engine sees it: any input, checked on the way in. */
export interface AnyAction {
  readonly type: string
  readonly title: string
  readonly description: string
  readonly inputSchema: Record<string, unknown>
  check(input: unknown): { findings: Finding[]; notes: Finding[]; templates: ActionTemplate[] }
  draft(input: unknown): Draft
  providerOf(input: unknown, organizationId: string): string | null
  unknownOf(input: unknown, organizationId: string): Finding[]
  permissions(input: unknown, organizationId: string): readonly Use[]
  deliversItself(input: unknown): boolean
  preflight(input: unknown, context: PreflightContext): Promise<Preflight>
  variables(input: unknown, data: StepData): Record<string, unknown>
  prepare(input: unknown, data: StepData, wanted: Wanted): PreparedRequest
}

/** An action that still has to be told what inputs may name. */
export type UnboundAction = (known: Known) => AnyAction

export function defineAction<Input extends z.ZodObject, Request extends Record<string, unknown>>(
  definition: ActionDefinition<Input, Request>,
): UnboundAction {
  const parse = onceEach((input): z.infer<Input> => {
    const result = definition.input.safeParse(input)
    if (result.success) return result.data
    throw new Problem('invalid-input', z.prettifyError(result.error))
  })
  const inputSchema = z.toJSONSchema(definition.input, { io: 'input' })
  return (known) => ({
    type: definition.type,
    title: definition.title,
    description: definition.description,
    inputSchema,
    check: (input) => checkInput(definition, input),
    draft: (input) => drafted(definition, input, known),
    providerOf: (input, organizationId) => definition.provider(parse(input), organizationId, known),
    unknownOf: (input, organizationId) =>
      definition.unknown?.(parse(input), organizationId, known) ?? [],
    permissions: (input, organizationId) =>
      definition.permissions(parse(input), organizationId, known),
    deliversItself: (input) => definition.deliversItself?.(parse(input)) ?? false,
    preflight: async (input, context) =>
      (await definition.preflight?.(parse(input), context)) ?? nothingFound,
    variables: (input, data) => definition.variables(parse(input), data),
    prepare: (input, data, wanted) =>
      prepared(definition, definition.prepare(parse(input), data, wanted, known)),
  })
}

const nothingFound: Preflight = { findings: [], notes: [] }

/** The input of a published step never changes: it is checked once, not once per run. */
function onceEach<T>(parse: (input: unknown) => T): (input: unknown) => T {
  const parsed = new WeakMap<object, T>()
  return (input) => {
    if (typeof input !== 'object' || input === null) return parse(input)
    const known = parsed.get(input)
    if (known !== undefined) return known
    const result = parse(input)
    parsed.set(input, result)
    return result
  }
}

function prepared<Input extends z.ZodObject, Request extends Record<string, unknown>>(
  definition: ActionDefinition<Input, Request>,
  request: Request,
): PreparedRequest {
  const { foresee, reask } = definition
  return {
    request,
    foresee: foresee ? (context) => foresee(request, context) : null,
    perform: (context) => definition.perform(request, context),
    turnIn: definition.turnIn?.(request) ?? null,
    read: (raw) => definition.read(raw, request),
    reask: reask
      ? (answer, complaint) => prepared(definition, reask(request, answer, complaint))
      : null,
  }
}

function drafted<Input extends z.ZodObject, Request extends Record<string, unknown>>(
  definition: ActionDefinition<Input, Request>,
  given: unknown,
  known: Known,
): Draft {
  // A blank field has the type that its schema says, though not yet a value that it accepts.
  // eslint-disable-next-line no-restricted-syntax
  const input = draftOf(definition.input, given) as z.infer<Input>
  return {
    findings: checkInput(definition, given).findings,
    templates: definition.templates(input),
    variables: (data) => definition.variables(input, data),
    request: (data, wanted) => definition.prepare(input, data, wanted, known),
  }
}

/** The words of the action where it has some, otherwise those of the contract: never those of zod. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.message.endsWith('received undefined')) return 'This is missing.'
  if (!/^(must |Too small|Too big|Invalid|Unrecognized|Expected)/.test(issue.message)) return issue.message // prettier-ignore
  const sentence = issueFaults([issue])[0]?.sentence ?? issue.message
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

/** What the action does not take: it may be left over from another one, or have a slip in its name. */
function strangeMembers({ shape }: z.ZodObject, input: unknown): Finding[] {
  const names = typeof input === 'object' && input !== null ? Object.keys(input) : []
  return names
    .filter((name) => !Object.hasOwn(shape, name))
    .map((path) => ({
      path,
      message: 'The action takes nothing of this name, so it does nothing.',
    }))
}

function checkInput<Input extends z.ZodObject, Request extends Record<string, unknown>>(
  definition: ActionDefinition<Input, Request>,
  input: unknown,
): ReturnType<AnyAction['check']> {
  const result = definition.input.safeParse(input)
  const notes = strangeMembers(definition.input, input)
  if (result.success) return { findings: [], notes, templates: definition.templates(result.data) }
  const findings = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: messageOf(issue),
  }))
  const fields = Object.keys(definition.input.shape)
  const place = ({ path }: Finding) => fields.indexOf(path.split('.')[0] ?? '')
  return {
    findings: findings.sort((one, other) => place(one) - place(other)),
    notes,
    templates: [],
  }
}
