import { pino, type Logger } from 'pino'
import type { Config } from '../config.ts'
import { errorForLog } from './error-for-log.ts'

/** Writes to standard error. `sync` loses nothing when its thread ends right after. */
export const createLog = (level: Config['logLevel'], sync = false): Logger =>
  pino({ level, serializers: { err: errorForLog } }, pino.destination({ dest: 2, sync }))
