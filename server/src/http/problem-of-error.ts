import { Problem } from '../kernel/problem.ts'

interface HttpError {
  readonly code?: unknown
  readonly statusCode?: unknown
  readonly message?: unknown
}

const json = 'Send the body as JSON, with the header "Content-Type: application/json".'

const known: Record<string, () => Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem('too-large', 'The body of the request is larger than 1 MB (1,048,576 bytes).'), // prettier-ignore
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem('unsupported-media-type', 'The body is of a type that is not understood here.'), // prettier-ignore
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Problem('invalid-input', 'The body is empty although its type says JSON.', { remedy: json }), // prettier-ignore
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Problem('invalid-input', 'The body is not valid JSON.', { remedy: json }), // prettier-ignore
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Problem('invalid-input', 'The body is not as long as its Content-Length says.'), // prettier-ignore
  FST_ERR_BAD_URL: () => new Problem('invalid-input', 'The URL is not well-formed: look at its % signs.'), // prettier-ignore
  FST_ERR_MAX_PARAM_LENGTH: () => new Problem('not-found', 'A part of the path is longer than any id.'), // prettier-ignore
}

/** What to tell the caller about something thrown; null when it is a defect that must be logged. */
export function problemOfError(error: unknown): Problem | null {
  if (error instanceof Problem) return error
  const { code, statusCode, message }: HttpError =
    typeof error === 'object' && error !== null ? error : {}
  const make = typeof code === 'string' ? known[code] : undefined
  if (make) return make()
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return null
  return new Problem('invalid-input', `The request was refused: ${String(message)}.`)
}
