/** Starts PostgreSQL as a server would, tells the result in JSON lines, and stops when it is told to. */
import { createInterface } from 'node:readline'
import { startPostgres } from '../start-postgres.ts'

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`)

try {
  const postgres = await startPostgres({
    dataDir: process.argv[2] ?? '',
    durable: process.argv[3] === 'durable',
    log: (text) => say({ logged: text }),
  })
  const { url, pid, adopted } = postgres
  say({ started: { url, pid, adopted } })
  createInterface({ input: process.stdin }).on('line', () => {
    void postgres.stop().then(() => process.exit(0))
  })
} catch (error) {
  say({ failed: error instanceof Error ? error.message : String(error) })
  process.exitCode = 1
}
