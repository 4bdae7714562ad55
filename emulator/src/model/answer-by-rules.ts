import { matchesText } from '../faults/text-pattern.ts'
import type { JsonObject } from '../json.ts'
import { isJsonObject } from '../json.ts'
import type { Part } from './answer.ts'
import { answerInWords } from './answer-in-words.ts'
import type { FillContext } from './fill-context.ts'
import { fillSchema } from './fill-schema.ts'
import { longHash } from './hash.ts'
import { findDemand, type Demand } from './find-demand.ts'
import { findJson } from './find-json.ts'
import { promptData } from './prompt-data.ts'
import { inputText, type Question, type Tool } from './question.ts'
import { readSchema } from './schema.ts'
import { signalScore } from './signal-score.ts'
import { toolUseId } from './tool-use-id.ts'
import { words } from './words.ts'

/** What the deterministic model wants to say: JSON where it is asked for, else a few words. */
export function answerByRules(question: Question): Part {
  const prompt = inputText(question)
  const tool = wantedTool(question)
  if (tool) {
    const context = contextOf(prompt, findDemand(prompt), tool.schema)
    const input = fillSchema(readSchema(tool.schema), [], context)
    return { kind: 'tool', id: toolUseId(prompt), name: tool.name, input: asObject(input) }
  }
  const demand = demandOf(question, prompt)
  const root = question.schema ?? demand.root
  const context = contextOf(prompt, demand, root)
  const schema = question.schema ? readSchema(question.schema) : demand.schema
  if (!schema) return { kind: 'text', text: answerInWords(question, context) }
  return {
    kind: 'text',
    text: withoutPrefill(JSON.stringify(fillSchema(schema, [], context)), question),
  }
}

/** What a prompt demands. JSON that a tool has returned demands nothing: it is data for the answer. */
function demandOf(question: Question, prompt: string): Demand {
  const demand = findDemand(prompt)
  const { turns } = question
  if (turns.at(-1)?.isToolResult !== true) return demand
  const asked = findDemand(inputText({ ...question, turns: turns.filter(isSaid) }))
  if (asked.schema) return demand
  const results = turns.filter((turn) => !isSaid(turn)).flatMap(({ text }) => findJson(text))
  const returned = results.flatMap(({ json }) => (json === undefined ? [] : [json]))
  return { ...asked, prose: demand.prose, data: [...asked.data, ...returned] }
}

const isSaid = ({ isToolResult }: Question['turns'][number]): boolean => !isToolResult

function contextOf(prompt: string, demand: Demand, root: FillContext['root']): FillContext {
  const demanded = demand.schema?.properties ?? {}
  const data = promptData(demand.data, demand.prose, (key) => Object.hasOwn(demanded, key))
  return { data, score: signalScore(data), seed: longHash(prompt), root }
}

function asObject(value: FillContext['root']): JsonObject {
  return isJsonObject(value) ? value : {}
}

/** Which tool to call: the forced one, any, or with a free choice one that the prompt speaks of. */
function wantedTool({ tools, toolChoice, turns }: Question): Tool | undefined {
  switch (toolChoice.kind) {
    case 'tool':
      return tools.find(({ name }) => name === toolChoice.name)
    case 'any':
      return mentioned(tools, turns) ?? tools[0]
    case 'auto':
      // After a result the model answers, or the conversation would never end.
      return turns.at(-1)?.isToolResult === true ? undefined : mentioned(tools, turns)
  }
}

function mentioned(tools: readonly Tool[], turns: Question['turns']): Tool | undefined {
  if (tools.length === 0) return undefined
  const text = turns.at(-1)?.text ?? ''
  const spoken = ` ${words(text).join(' ')} `
  return tools.find(
    ({ name, cues = [] }) =>
      spoken.includes(` ${words(name).join(' ')} `) || cues.some((cue) => matchesText(text, cue)),
  )
}

/** A conversation that ends with the beginning of the answer is continued from there. */
function withoutPrefill(text: string, { turns }: Question): string {
  const last = turns.at(-1)
  const prefill = last?.role === 'assistant' ? last.text.trimEnd() : ''
  return text.startsWith(prefill) ? text.slice(prefill.length) : text
}
