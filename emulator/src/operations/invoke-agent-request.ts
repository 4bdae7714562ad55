import { z } from 'zod'
import { fitting } from '../fitting.ts'
import { validationError } from '../wire/aws-error.ts'
import { constraintError } from './constraint-error.ts'
import { parseBody } from './parse-body.ts'
import type { Call } from './operation.ts'

const id = fitting(/^[0-9a-zA-Z]+$/).max(10)
const sessionKey = fitting(/^[0-9a-zA-Z._:-]+$/)
  .min(2)
  .max(100)
const address = z.object({ agentId: id, agentAliasId: id, sessionId: sessionKey })

const attributes = z.record(z.string(), z.string()).default({})
const bodies = z.record(z.string(), z.looseObject({ body: z.string().default('') })).default({})

const resultSchema = z
  .looseObject({
    actionGroup: z.string(),
    responseBody: bodies,
    responseState: z.enum(['FAILURE', 'REPROMPT']).optional(),
  })
  .transform(({ responseBody, responseState }) => {
    const text = Object.values(responseBody)
      .map(({ body }) => body)
      .join('\n')
    return responseState === 'FAILURE' ? `The action failed: ${text}` : text
  })

/** 10 MB at most, as they are before they are encoded. */
const mostBytes = 10_485_760
const fileContent = z
  .base64()
  .refine(
    (data) => Buffer.byteLength(data, 'base64') <= mostBytes,
    `Member must have length less than or equal to ${mostBytes}`,
  )

const fileSchema = z.looseObject({
  name: z.string().min(1),
  useCase: z.enum(['CODE_INTERPRETER', 'CHAT']),
  source: z.looseObject({
    sourceType: z.enum(['S3', 'BYTE_CONTENT']),
    byteContent: z.looseObject({ data: fileContent, mediaType: z.string() }).optional(),
  }),
})

const requestSchema = z.looseObject({
  inputText: z.string().max(25_000_000).default(''),
  enableTrace: z.boolean().default(false),
  endSession: z.boolean().default(false),
  memoryId: sessionKey.optional(),
  streamingConfigurations: z
    .looseObject({
      streamFinalResponse: z.boolean().default(false),
      applyGuardrailInterval: z.int32().min(1).default(50),
    })
    .prefault({}),
  sessionState: z
    .looseObject({
      sessionAttributes: attributes.optional(),
      promptSessionAttributes: attributes,
      invocationId: z.string().optional(),
      returnControlInvocationResults: z
        .array(
          z
            .looseObject({
              apiResult: resultSchema.optional(),
              functionResult: resultSchema.optional(),
            })
            .transform(({ apiResult, functionResult }) => apiResult ?? functionResult ?? ''),
        )
        .min(1)
        .max(5)
        .optional(),
      files: z.array(fileSchema).default([]),
    })
    .prefault({}),
})

export type InvokeAgentRequest = z.infer<typeof requestSchema>

/** Reads an InvokeAgent request with the ids of its path. Throws ValidationException. */
export function readInvokeAgent(call: Pick<Call, 'params' | 'body'>): {
  agentId: string
  aliasId: string
  sessionId: string
  request: InvokeAgentRequest
} {
  const [agentId = '', aliasId = '', sessionId = ''] = call.params
  const path = { agentId, agentAliasId: aliasId, sessionId }
  const { error } = address.safeParse(path)
  if (error) throw constraintError(error.issues, path)
  const request = parseBody(call.body, requestSchema)
  const { returnControlInvocationResults: results, invocationId } = request.sessionState
  if (results !== undefined && invocationId === undefined) {
    throw validationError('returnControlInvocationResults need the invocationId that they answer.')
  }
  if (request.inputText === '' && results === undefined && !request.endSession) {
    throw validationError('inputText must not be empty.')
  }
  return { agentId, aliasId, sessionId, request }
}

/** What the agent reads: the text, and the files that came with it. */
export function textWithFiles({ inputText, sessionState }: InvokeAgentRequest): string {
  const files = sessionState.files.map(({ name, source }) => {
    const { data = '', mediaType = '' } = source.byteContent ?? {}
    const isText = /^text\/|json|csv|xml|yaml/.test(mediaType)
    const content = isText
      ? Buffer.from(data, 'base64').toString('utf8')
      : `[${mediaType || 'file'}]`
    return `File ${name}\n${content}`
  })
  return [inputText, ...files].join('\n\n')
}
