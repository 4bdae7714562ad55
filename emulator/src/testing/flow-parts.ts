import type { FlowInput } from '../flows/flow-schema.ts'
import type { ValueType } from '../flows/flow-definition.ts'

export type Definition = FlowInput['definition']
export type NodeInput = Definition['nodes'][number]

/**
 * `name`, `name: Type` or `name: Type = $.data.part`; a String and the whole if not said. Inputs of
 * a LoopController end with `| ExitLoop` or another category.
 */
function input(text: string): NonNullable<NodeInput['inputs']>[number] {
  const [selected = '', wanted] = text.split(' | ')
  const [declared = '', expression = '$.data'] = selected.split(' = ')
  const category = categories.find((each) => each === wanted)
  return { ...output(declared), expression, ...(category && { category }) }
}

const categories = ['LoopCondition', 'ReturnValueToLoopStart', 'ExitLoop'] as const

function output(text: string): { name: string; type: ValueType } {
  const [name = '', type = 'String'] = text.split(': ')
  return { name, type: types.find((each) => each === type) ?? 'String' }
}

const types: readonly ValueType[] = ['String', 'Number', 'Boolean', 'Object', 'Array']

export function node(
  name: string,
  type: NodeInput['type'],
  {
    in: inputs = [],
    out = [],
    ...configuration
  }: { in?: string[]; out?: string[] } & Record<string, unknown> = {},
): NodeInput {
  return { name, type, configuration, inputs: inputs.map(input), outputs: out.map(output) }
}

export const start = (type: ValueType = 'Object') =>
  node('Start', 'Input', { out: [`document: ${type}`] })
export const end = (type: ValueType = 'String', name = 'End') =>
  node(name, 'Output', { in: [`document: ${type}`] })

export function promptNode(
  name: string,
  text: string,
  inputs: string[],
  guardrailConfiguration?: object,
): NodeInput {
  const inputVariables = inputs.map((each) => ({ name: input(each).name }))
  const inline = {
    modelId: 'amazon.nova-lite-v1:0',
    templateType: 'TEXT',
    templateConfiguration: { text: { text, inputVariables } },
  }
  const prompt = { sourceConfiguration: { inline }, guardrailConfiguration }
  return node(name, 'Prompt', { in: inputs, out: ['modelCompletion'], prompt })
}

export function lambdaNode(name: string, inputs: string[], type: ValueType): NodeInput {
  const lambdaArn = `arn:aws:lambda:us-east-1:111122223333:function:${name}`
  const out = [`functionResponse: ${type}`]
  return node(name, 'LambdaFunction', { in: inputs, out, lambdaFunction: { lambdaArn } })
}

/** `Start.document -> Ask.topic`, or `Choice ? vip -> Ask` for a condition. */
export function connections(...texts: string[]): Definition['connections'] {
  return texts.map((text, index) => {
    const name = `connection${index}`
    const [from = '', to = ''] = text.split(' -> ')
    const [source = '', condition] = from.split(' ? ')
    if (condition !== undefined) {
      const configuration = { conditional: { condition } }
      return { name, type: 'Conditional' as const, source, target: to, configuration }
    }
    const [node = '', sourceOutput = ''] = from.split('.')
    const [target = '', targetInput = ''] = to.split('.')
    const configuration = { data: { sourceOutput, targetInput } }
    return { name, type: 'Data' as const, source: node, target, configuration }
  })
}
