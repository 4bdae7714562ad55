import type { Logger } from 'pino'
import { createPool, type Pool } from '../db/pool.ts'

export const openPool = (databaseUrl: string, max: number, log: Logger): Pool =>
  createPool(databaseUrl, {
    max,
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
