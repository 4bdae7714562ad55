import { AwsError } from '../wire/aws-error.ts'

export type Forward = { url: string; model: string; apiKey?: string | undefined }

/** Sends a chat request. Throws the AwsError that Bedrock would give for such a failure of a model. */
export async function postChat(
  forward: Forward,
  body: object,
  signal: AbortSignal,
): Promise<Response> {
  const url = `${forward.url.replace(/\/$/, '')}/chat/completions`
  const response = await send(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(forward.apiKey !== undefined && { authorization: `Bearer ${forward.apiKey}` }),
    },
    body: JSON.stringify(body),
    signal,
  })
  if (!response.ok) throw failure(response.status, url, (await response.text()).slice(0, 500))
  return response
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new AwsError(
      'ServiceUnavailableException',
      503,
      `The model server ${url} cannot be reached (${cause}). Start it, or correct forward.url in the emulator's configuration.`,
    )
  }
}

function failure(status: number, url: string, text: string): AwsError {
  const message = `The model server ${url} answered ${status}: ${text}`
  if (status === 429) return new AwsError('ThrottlingException', 429, message)
  if (status === 400 || status === 422) return new AwsError('ValidationException', 400, message)
  if (status === 408 || status === 504) return new AwsError('ModelTimeoutException', 408, message)
  const members = { originalStatusCode: status, resourceName: url }
  return new AwsError('ModelErrorException', 424, message, { members })
}
