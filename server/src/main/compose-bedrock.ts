import type { Logger } from 'pino'
import { createBedrock, type Bedrock } from '../bedrock/bedrock.ts'
import type { Config } from '../config.ts'
import type { Pool } from '../db/pool.ts'
import { createSharedRefusals, type SharedRefusals } from '../features/refusals/refusals.ts'
import type { Clock } from '../kernel/clock.ts'

export interface BedrockParts {
  readonly config: Config
  readonly pool: Pool
  readonly now: Clock
  readonly log: Logger
  readonly emulatorUrl: string | null
}

/** The door to Amazon Bedrock, and what its models refused. */
export function composeBedrock({ config, pool, now, log, emulatorUrl }: BedrockParts): {
  readonly bedrock: Bedrock
  readonly refusals: SharedRefusals
} {
  const refusals = createSharedRefusals({
    db: pool,
    now,
    onError: (error) => log.warn({ err: error }, 'what a model refused could not be stored'),
  })
  const maxSockets = config.workerRuns
  return { bedrock: createBedrock({ emulatorUrl, maxSockets, now, log, refusals }), refusals }
}
