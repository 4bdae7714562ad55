import type { Question } from '../model/question.ts'

/** A question in the chat completions format that most model servers understand. */
export function chatRequest(question: Question, model: string, stream: boolean): object {
  const { system, turns, schema, tools, maxTokens, stopSequences } = question
  const instructions = system === '' ? [] : [{ role: 'system', content: system }]
  return {
    model,
    stream,
    ...(stream && { stream_options: { include_usage: true } }),
    messages: [...instructions, ...turns.map(({ role, text }) => ({ role, content: text }))],
    max_tokens: maxTokens,
    ...(stopSequences.length > 0 && { stop: stopSequences }),
    ...(schema && {
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', schema, strict: true },
      },
    }),
    ...(tools.length > 0 && { tools: tools.map(chatTool), tool_choice: toolChoice(question) }),
  }
}

function chatTool({ name, description, schema }: Question['tools'][number]): object {
  return { type: 'function', function: { name, description, parameters: schema } }
}

function toolChoice({ toolChoice }: Question): string | object {
  if (toolChoice.kind === 'tool') return { type: 'function', function: { name: toolChoice.name } }
  return toolChoice.kind === 'any' ? 'required' : 'auto'
}
