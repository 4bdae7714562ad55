import type {
  Citation as AwsCitation,
  ResponseStream,
  RetrievalResultLocation,
  ReturnControlPayload,
} from '@aws-sdk/client-bedrock-agent-runtime'
import type { AgentFile, Citation, RequestedAction, ReturnOfControl } from '@outcrop/contract'
import type { AgentEvent } from './agent-event.ts'
import { readTrace } from './read-trace.ts'

/** What one event of AWS's stream says; nothing for kinds that are not known. */
export function readAgentEvent(
  event: ResponseStream,
  decode: (bytes: Uint8Array) => string,
): AgentEvent[] {
  if (event.chunk) {
    const { bytes, attribution } = event.chunk
    const text = bytes ? decode(bytes) : ''
    const citations = (attribution?.citations ?? []).map(citationOf)
    return [
      ...(text === '' ? [] : [{ type: 'text' as const, text }]),
      ...citations.map((citation) => ({ type: 'citation' as const, citation })),
    ]
  }
  if (event.trace) return readTrace(event.trace)
  if (event.returnControl) {
    return [{ type: 'return_control', returnControl: controlOf(event.returnControl) }]
  }
  return (event.files?.files ?? []).map(({ name, type, bytes }) => {
    const file: AgentFile = {
      name: name ?? 'file',
      type: type ?? 'application/octet-stream',
      data: Buffer.from(bytes ?? []).toString('base64'),
    }
    return { type: 'file', file }
  })
}

function citationOf({ generatedResponsePart, retrievedReferences = [] }: AwsCitation): Citation {
  return {
    text: generatedResponsePart?.textResponsePart?.text ?? '',
    sources: retrievedReferences.map(({ content, location }) => ({
      location: locationOf(location),
      excerpt: content?.text ?? '',
    })),
  }
}

/** The address of a source, whichever kind of store it is in. */
function locationOf(location: RetrievalResultLocation | undefined): string | null {
  if (!location) return null
  const { s3Location, webLocation, confluenceLocation, salesforceLocation } = location
  const { sharePointLocation, kendraDocumentLocation, customDocumentLocation } = location
  return (
    s3Location?.uri ??
    webLocation?.url ??
    confluenceLocation?.url ??
    salesforceLocation?.url ??
    sharePointLocation?.url ??
    kendraDocumentLocation?.uri ??
    customDocumentLocation?.id ??
    null
  )
}

function controlOf({
  invocationId = '',
  invocationInputs = [],
}: ReturnControlPayload): ReturnOfControl {
  const actions = invocationInputs.flatMap((input): RequestedAction[] => {
    if (input.functionInvocationInput) {
      const { actionGroup, function: name, parameters = [] } = input.functionInvocationInput
      return [action(actionGroup, name, parameters)]
    }
    if (!input.apiInvocationInput) return []
    const {
      actionGroup,
      httpMethod,
      apiPath,
      parameters = [],
      requestBody,
    } = input.apiInvocationInput
    const body = Object.values(requestBody?.content ?? {}).flatMap(
      ({ properties = [] }) => properties,
    )
    return [
      action(actionGroup, `${httpMethod ?? 'GET'} ${apiPath ?? '/'}`, [...parameters, ...body]),
    ]
  })
  return { invocation_id: invocationId, actions }
}

function action(
  group: string | undefined,
  name: string | undefined,
  parameters: readonly { name?: string | undefined; value?: string | undefined }[],
): RequestedAction {
  return {
    action_group: group ?? '',
    name: name ?? '',
    parameters: Object.fromEntries(
      parameters.map(({ name: key = '', value = '' }) => [key, value] as const),
    ),
  }
}
