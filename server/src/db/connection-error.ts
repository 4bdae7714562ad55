/** SQLSTATE classes and codes that say "the server went away", not "the statement is wrong". */
const awayStates = /^(08|57P0[1235]|53[0-9A-Z]{3})/
const awaySystemErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EAI_AGAIN',
])
const awayWords =
  /connection terminated|connection ended|timeout exceeded when trying to connect|timeout expired|not queryable/i

/** Whether the database was away, so that the same work may succeed later. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (awayStates.test(code) || awaySystemErrors.has(code)) return true
  // A unix socket that is not there: other missing files have nothing to do with the database.
  if (code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect') return true
  return awayWords.test(error.message)
}
