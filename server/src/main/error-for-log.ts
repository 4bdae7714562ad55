import { stdSerializers } from 'pino'
import { isConnectionError } from '../db/connection-error.ts'

/**
 * An error as it is logged. On a connection that broke the driver hangs its whole client, with the
 * password: of that only what happened is told, which says all there is to say.
 */
export function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (error instanceof AggregateError) {
    const { message, stack } = error
    return { type: 'AggregateError', message, stack, errors: error.errors.map(errorForLog) }
  }
  if (!('client' in error) && !isConnectionError(error)) return stdSerializers.err(error)
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && { code: error.code }),
    ...('severity' in error && { severity: error.severity }),
  }
}
