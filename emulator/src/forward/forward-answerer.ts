import type { z } from 'zod'
import type { Answerer } from '../answers/answerer.ts'
import { parseJson } from '../json.ts'
import type { AnswerEvent } from '../model/answer.ts'
import type { Question } from '../model/question.ts'
import { AwsError } from '../wire/aws-error.ts'
import { chatRequest } from './chat-request.ts'
import {
  chatChunk,
  chatResponse,
  readAnswer,
  readUsage,
  stopReason,
  toolPart,
} from './chat-response.ts'
import { postChat, type Forward } from './post-chat.ts'
import { readServerEvents } from './read-server-events.ts'

/** Lets a real language model answer, behind any OpenAI-compatible endpoint. */
export function forwardAnswerer(forward: Forward): Answerer {
  return {
    answer: async (question, signal) => {
      const request = chatRequest(question, forward.model, false)
      const response = await postChat(forward, request, signal())
      return readAnswer(read(await response.text(), chatResponse), question)
    },
    stream: async (question, signal) => {
      const request = chatRequest(question, forward.model, true)
      const response = await postChat(forward, request, signal())
      return events(response, question)
    },
  }
}

function read<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> {
  try {
    return schema.parse(parseJson(text))
  } catch {
    const members = { originalStatusCode: 200, originalMessage: text.slice(0, 500) }
    const message = 'The model server sent something that is not a chat completion.'
    throw new AwsError('ModelStreamErrorException', 424, message, { members })
  }
}

async function* events(response: Response, question: Question): AsyncGenerator<AnswerEvent> {
  const calls = new Map<number, { name: string; json: string }>()
  let text = ''
  let finish: string | null | undefined
  let counted: z.infer<typeof chatChunk>['usage']
  for await (const data of readServerEvents(response.body ?? new ReadableStream())) {
    const { choices, usage } = read(data, chatChunk)
    counted = usage ?? counted
    for (const { delta, finish_reason } of choices) {
      finish = finish_reason ?? finish
      for (const call of delta.tool_calls ?? []) collect(calls, call)
      const piece = delta.content ?? ''
      text += piece
      if (piece !== '') yield { kind: 'text', text: piece }
    }
  }
  yield* toolEvents(calls, question)
  yield {
    kind: 'stop',
    stopReason: stopReason(finish, calls.size > 0),
    stopSequence: undefined,
    usage: readUsage(counted, question, text),
  }
}

type Call = NonNullable<z.infer<typeof chatChunk>['choices'][number]['delta']['tool_calls']>[number]

/** Tool calls come in fragments, each with the place of the call that it belongs to. */
function collect(
  calls: Map<number, { name: string; json: string }>,
  { index, function: part }: Call,
): void {
  const { name, json } = calls.get(index) ?? { name: '', json: '' }
  calls.set(index, { name: part.name ?? name, json: json + (part.arguments ?? '') })
}

function* toolEvents(
  calls: ReadonlyMap<number, { name: string; json: string }>,
  question: Question,
): Generator<AnswerEvent> {
  for (const [index, { name, json }] of calls) {
    const part = toolPart({ index, function: { name, arguments: json } }, index, question)
    yield { kind: 'tool', id: part.id, name: part.name, json: JSON.stringify(part.input) }
  }
}
