import type { Effects } from '../faults/fault-schema.ts'
import type { AwsError } from '../wire/aws-error.ts'
import type { Exchange } from '../wire/exchange.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import { xmlText } from '../wire/xml-text.ts'

export type ErrorContext = {
  endpoint: Endpoint
  requestId: string
  now: Date
  /** Where a JSON error says its code; `html` is what a proxy in between would send. */
  style?: Effects['style']
}

/** Writes an error as the service would: JSON for Bedrock, XML for STS. */
export function writeError(exchange: Exchange, error: AwsError, context: ErrorContext): void {
  const { contentType, body, headers } = render(error, context)
  exchange.start(error.status, {
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(body)),
    'x-amzn-requestid': context.requestId,
    date: context.now.toUTCString(),
    ...(error.retryAfterS !== undefined && { 'retry-after': String(error.retryAfterS) }),
    ...headers,
  })
  exchange.end(body)
}

type Rendered = { contentType: string; body: string; headers?: Record<string, string> }

function render(
  error: AwsError,
  { endpoint, requestId, style = 'header' }: ErrorContext,
): Rendered {
  if (style === 'html') return { contentType: 'text/html', body: htmlBody(error) }
  if (endpoint === 'sts') return { contentType: 'text/xml', body: xmlBody(error, requestId) }
  const content = { message: error.message, ...fieldList(error, endpoint), ...error.members }
  const contentType = 'application/json'
  switch (style) {
    case 'code':
      return { contentType, body: JSON.stringify({ code: error.code, ...content }) }
    case 'type':
      return {
        contentType,
        body: JSON.stringify({ __type: `com.amazon.bedrock#${error.code}`, ...content }),
      }
    case 'header':
      return {
        contentType,
        body: JSON.stringify(content),
        headers: { 'x-amzn-errortype': error.code },
      }
  }
}

/** Only bedrock-agent names the members that it refuses. */
function fieldList({ fields }: AwsError, endpoint: Endpoint): object {
  return endpoint === 'bedrock-agent' && fields.length > 0 ? { fieldList: fields } : {}
}

function xmlBody(error: AwsError, requestId: string): string {
  const type = error.status >= 500 ? 'Receiver' : 'Sender'
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>${type}</Type><Code>${xmlText(error.code)}</Code><Message>${xmlText(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`
}

function htmlBody(error: AwsError): string {
  const title = `${error.status} ${xmlText(error.code)}`
  return `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
}
