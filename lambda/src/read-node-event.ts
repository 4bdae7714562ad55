import { Failure } from './failure.ts'
import { isObject, type JsonObject } from './json-object.ts'

/** What a flow handed to its Lambda node. */
export interface NodeData {
  /** The model's answer: a text, or an object that the flow has parsed already. */
  readonly answer: unknown
  /** Inputs named `tealium_…`: wired from the flow's own input, they win over what the model says. */
  readonly pinned: Readonly<Record<string, string | number>>
  /** An input named `idempotency_key`. */
  readonly key: string | undefined
  /** An input named `tealium_lineage`: which run of Outcrop called the flow, signed. */
  readonly lineage: string | undefined
}

interface Input {
  readonly name: string
  readonly value: unknown
}

/**
 * Finds the answer in whatever shape the event has: a node's inputs (of today and of the preview),
 * the fields that older samples read, or the answer itself.
 */
export function readNodeEvent(event: unknown): NodeData {
  const inputs = inputsOf(event)
  if (!inputs) return { answer: bareAnswer(event), pinned: {}, key: undefined, lineage: undefined }
  return {
    answer: answerAmong(inputs),
    pinned: pinnedIn(inputs),
    key: textIn(inputs, isKey),
    lineage: textIn(inputs, isLineage),
  }
}

function inputsOf(event: unknown): Input[] | undefined {
  if (!isObject(event)) return undefined
  const node = isObject(event['node']) ? event['node'] : event
  const list = [node['inputs'], node['nodeInputs']].find((one) => Array.isArray(one))
  return list
    ?.filter(isObject)
    .map((input) => ({ name: String(input['name']), value: input['value'] }))
}

const isLineage = ({ name }: Input) => name === 'tealium_lineage'
const isPin = (input: Input) => input.name.startsWith('tealium_') && !isLineage(input)
const isKey = ({ name }: Input) => name === 'idempotency_key'
const isScalar = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '')

/**
 * The input that the console calls codeHookInput, or else the first text, or else the first object.
 * There is no second choice when it holds no JSON: another input is not the model's answer.
 */
function answerAmong(inputs: readonly Input[]): unknown {
  const own = inputs.filter((input) => ![isPin, isKey, isLineage].some((is) => is(input)))
  const chosen =
    own.find(({ name }) => name === 'codeHookInput') ??
    own.find(({ value }) => typeof value === 'string') ??
    own.find(({ value }) => isObject(value)) ??
    own[0]
  if (chosen) return chosen.value
  throw new Failure(
    'invalid-input',
    inputs.length === 0
      ? 'The Lambda node has no inputs.'
      : 'No input of the Lambda node holds the answer of a model.',
    'In the flow, connect the output of the prompt node to an input named codeHookInput, with the expression $.data.',
  )
}

function pinnedIn(inputs: readonly Input[]): Record<string, string | number> {
  return Object.fromEntries(
    inputs
      .filter(isPin)
      .flatMap(({ name, value }) => (isScalar(value) ? [[name, value] as const] : [])),
  )
}

function textIn(inputs: readonly Input[], is: (input: Input) => boolean): string | undefined {
  const value = inputs.find(is)?.value
  return isScalar(value) ? String(value) : undefined
}

function bareAnswer(event: unknown): unknown {
  if (!isObject(event)) return event
  return event['codeHookInput'] ?? event['document'] ?? firstField(event) ?? event
}

function firstField(event: JsonObject): unknown {
  const fields: unknown = event['fields']
  const first: unknown = Array.isArray(fields) ? fields[0] : undefined
  const content = isObject(first) ? first['content'] : undefined
  return isObject(content) ? content['document'] : undefined
}
