import type { ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime'
import { answerTool } from '../answers/answer-tool.ts'
import { isJsonObject, type JsonSchema } from '../answers/json-schema.ts'
import type { Rung } from './rungs.ts'
import type { Wire } from './wire-of.ts'

type Document = NonNullable<Wire['schema']>

/** What a rung adds to a request, and what it tells the model after the last message. */
export interface Asking {
  readonly input: Pick<ConverseCommandInput, 'outputConfig' | 'toolConfig'>
  readonly instruction: string | null
}

/** How a rung asks for an answer that satisfies a schema. */
export function askFor(rung: Rung, schema: JsonSchema, wire: Wire): Asking {
  if (rung === 'prompted' || wire.schema === null) {
    return { input: {}, instruction: inWords(schema) }
  }
  if (rung === 'native_schema') return { input: native(wire.schema), instruction: null }
  const forced = rung === 'forced_tool'
  return {
    input: tool(wire.schema, { forced, strict: rung !== 'loose_tool' }),
    instruction: forced ? null : `Give your answer by calling the tool ${answerTool}.`,
  }
}

/**
 * Plain events are asked for by the author's own prompt, which is not added to; nothing is demanded
 * of them but a name.
 */
function inWords(schema: JsonSchema): string | null {
  const { properties, additionalProperties } = schema
  const names = isJsonObject(properties) ? Object.keys(properties) : []
  if (additionalProperties !== false && names.length <= 1) return null
  return `Answer with a single JSON object and nothing else: no explanation, no Markdown, no code fences. It must satisfy this JSON Schema:\n${JSON.stringify(schema)}`
}

const native = (schema: Document): Asking['input'] => ({
  outputConfig: {
    textFormat: {
      type: 'json_schema',
      structure: { jsonSchema: { name: 'answer', schema: JSON.stringify(schema) } },
    },
  },
})

function tool(
  schema: Document,
  { forced, strict }: { readonly forced: boolean; readonly strict: boolean },
): Asking['input'] {
  return {
    toolConfig: {
      tools: [
        {
          toolSpec: {
            name: answerTool,
            description: 'Takes the whole answer. Call it exactly once.',
            inputSchema: { json: schema },
            ...(strict && { strict }),
          },
        },
      ],
      toolChoice: forced ? { tool: { name: answerTool } } : { auto: {} },
    },
  }
}
