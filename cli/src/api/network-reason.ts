/** Why a connection failed, in a few words. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'no answer in time'
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  return code === undefined ? cause.message : (wordsFor[code] ?? `${cause.message} (${code})`)
}

const wordsFor: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ECONNRESET: 'the connection broke (ECONNRESET)',
  UND_ERR_SOCKET: 'the connection broke',
  ENOTFOUND: 'there is no such host (ENOTFOUND)',
  EPIPE: 'the connection broke (EPIPE)',
}
