import { startOutcrop, type Outcrop, type OutcropOptions } from '../rig/outcrop.ts'
import { freePort } from '../rig/ports.ts'
import type { Rig } from '../rig/rig.ts'

/** An Outcrop that is started again, on the same data folder and port, whenever it is killed. */
export interface Phoenix {
  readonly url: string
  api(): Outcrop['api']
  /** SIGKILL; resolves when it is dead, with its successor starting. */
  killAndRestart(): Promise<void>
  /** Ends it cleanly, does something meanwhile, and starts it again. */
  restart(meanwhile: () => Promise<void>): Promise<void>
  lastWords(): string
  /** How often it ended without being told to. */
  ownEnds(): number
  /** Ends it cleanly; resolves with what it exited with. */
  stop(): Promise<number | string>
}

export async function startPhoenix(rig: Rig, options: OutcropOptions): Promise<Phoenix> {
  const port = await freePort()
  const told = new Set<Outcrop>()
  let ownEnds = 0
  const start = async () => {
    const outcrop = await startOutcrop(rig, 'start', { ...options, port })
    void outcrop.exited.then(() => {
      if (!told.has(outcrop)) ownEnds += 1
    })
    return outcrop
  }
  let current = await start()
  let successor = Promise.resolve(current)
  const end = async (how: 'kill' | 'stop') => {
    current = await successor
    told.add(current)
    await current[how]()
  }
  return {
    url: current.url,
    api: () => current.api,
    lastWords: () => current.lastWords(),
    ownEnds: () => ownEnds,
    killAndRestart: async () => {
      await end('kill')
      successor = start()
      // Whoever needs the successor next learns why there is none.
      successor.catch(() => undefined)
    },
    restart: async (meanwhile) => {
      await end('stop')
      await current.exited
      await meanwhile()
      successor = start()
      current = await successor
    },
    stop: async () => {
      await end('stop')
      return current.exited
    },
  }
}
