import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What one benchmark has started, so that nothing of it outlives it. */
export interface Rig {
  /** A temporary folder that goes when the rig is taken down. */
  readonly folder: string
  /** Takes something down at the end, the latest first, whatever happened before. */
  defer(stop: () => Promise<void>): void
}

/** Runs work on a rig and takes the rig down, also after a failure, Ctrl-C or SIGTERM. */
export async function withRig<T>(work: (rig: Rig) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'outcrop-bench-'))
  // The database may run as another user, who has to get in.
  chmodSync(folder, 0o755)
  const stops: (() => Promise<void>)[] = []
  const takeDown = async () => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop().catch(complain)
    rmSync(folder, { recursive: true, force: true })
  }
  const interrupted = () => {
    void takeDown().then(() => process.exit(130))
  }
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', interrupted)
  try {
    return await work({ folder, defer: (stop) => stops.push(stop) })
  } finally {
    await takeDown()
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
  }
}

function complain(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
}
