/** What can be learned from anything that an AWS client throws, without trusting its class. */
export interface Failure {
  /** AWS's error code, with a capital first letter; `Unknown` when the response named none. */
  readonly name: string
  readonly message: string
  readonly status: number | null
  readonly requestId: string | null
  /** Node's code of a network failure, such as ECONNRESET. */
  readonly code: string | null
  readonly syscall: string | null
  /** The status that the model's own host gave, behind Bedrock. */
  readonly originalStatus: number | null
  /** What failed behind Bedrock, such as Lambda. */
  readonly resource: string | null
  readonly headers: Readonly<Record<string, string>>
  /** The client has set its clock by the date of this answer. */
  readonly clockCorrected: boolean
}

const longestMessage = 4000
/** What the client library adds for whoever debugs it. */
const hint = /\n\s*Deserialization error: to see the raw response[^]*$/

/** Reads a failure by its properties. Never throws. */
export function readFailure(error: unknown): Failure {
  const metadata = memberOf(error, '$metadata')
  return {
    name: capitalised(textOf(error, 'name') ?? 'Unknown'),
    message: safeMessage(textOf(error, 'message') ?? textOf(error, 'Message') ?? ''),
    status: numberOf(metadata, 'httpStatusCode'),
    requestId: textOf(metadata, 'requestId') ?? null,
    code: textOf(error, 'code') ?? null,
    syscall: textOf(error, 'syscall') ?? null,
    originalStatus: numberOf(error, 'originalStatusCode'),
    resource: textOf(error, 'resourceName') ?? null,
    headers: headersOf(memberOf(memberOf(error, '$response'), 'headers')),
    clockCorrected: memberOf(metadata, 'clockSkewCorrected') === true,
  }
}

/** Frames in a stream carry the raw JSON as message, and names that begin with a small letter. */
function safeMessage(message: string): string {
  const said = message.replace(hint, '')
  const inner = said.startsWith('{') ? (messageInJson(said) ?? said) : said
  // On a signature mismatch AWS repeats the canonical request, session token included.
  const text = inner.replaceAll(/(x-amz-security-token:)\S+/gi, '$1…')
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text
}

function messageInJson(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return textOf(parsed, 'message') ?? textOf(parsed, 'Message')
  } catch {
    return undefined
  }
}

function headersOf(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {}
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [],
  )
  return Object.fromEntries(entries)
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function textOf(value: unknown, key: string): string | undefined {
  const member = memberOf(value, key)
  return typeof member === 'string' ? member : undefined
}

function numberOf(value: unknown, key: string): number | null {
  const member = memberOf(value, key)
  return typeof member === 'number' ? member : null
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
