import { z } from 'zod'
import { startPostgres } from '../../server/src/db/embedded/start-postgres.ts'
import { answerMessages } from '../rig/answer-messages.ts'

// Starts the PostgreSQL of a data folder, stops it, and says how long it took to be ready.
answerMessages(z.object({ dataDir: z.string() }), async ({ dataDir }) => {
  const startedAt = performance.now()
  const postgres = await startPostgres({ dataDir, log: () => undefined })
  const seconds = (performance.now() - startedAt) / 1000
  await postgres.stop()
  return { seconds }
})
