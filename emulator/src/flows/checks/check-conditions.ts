import { inputsOf } from '../conditions/evaluate-condition.ts'
import { parseCondition } from '../conditions/parse-condition.ts'
import type { FlowDefinition, FlowNode } from '../flow-definition.ts'
import { mistake, type Validation } from './validation.ts'

type Case = { name: string; expression?: string | undefined }

/** Mistakes of condition nodes. */
export function checkConditions({ nodes }: FlowDefinition): Validation[] {
  return nodes.flatMap((node) => {
    const cases: Case[] = node.configuration?.condition?.conditions ?? []
    if (node.type !== 'Condition' || cases.length === 0) return []
    return [...checkDefault(node, cases), ...checkTwice(node, cases), ...checkTexts(node, cases)]
  })
}

function checkDefault({ name }: FlowNode, cases: readonly Case[]): Validation[] {
  const last = cases.at(-1)
  const isFine =
    last?.name === 'default' &&
    last.expression === undefined &&
    cases.slice(0, -1).every(({ expression }) => expression !== undefined)
  if (isFine) return []
  const message = `The last condition of the node ${name} must be named default and have no expression, and only that one.`
  return [mistake('MissingDefaultCondition', message, { node: name })]
}

function checkTwice({ name }: FlowNode, cases: readonly Case[]): Validation[] {
  const texts = cases.flatMap(({ expression }) => (expression === undefined ? [] : [expression]))
  const repeated = new Set(texts.filter((text, index) => texts.indexOf(text) !== index))
  return [...repeated].map((expression) =>
    mistake(
      'DuplicateConditionExpression',
      `The node ${name} has the condition ${expression} more than once.`,
      { node: name, expression },
    ),
  )
}

function checkTexts(node: FlowNode, cases: readonly Case[]): Validation[] {
  return cases.flatMap((each) => conditionMistake(each, node))
}

/** What is wrong with one condition of a node, which may speak of the node's inputs. */
export function conditionMistake({ name, expression }: Case, node: FlowNode): Validation[] {
  const cause = expression === undefined ? undefined : mistakeIn(expression, node)
  if (cause === undefined) return []
  const message = `The condition ${name} of the node ${node.name} is not valid. ${cause}`
  const details = { node: node.name, condition: name, cause }
  return [mistake('MalformedConditionExpression', message, details)]
}

function mistakeIn(expression: string, { inputs }: FlowNode): string | undefined {
  try {
    const unknown = inputsOf(parseCondition(expression)).find(
      (name) => !inputs.some((input) => input.name === name),
    )
    return unknown === undefined ? undefined : `The node has no input ${unknown}.`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
