import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import type { Rig } from './rig.ts'

/** A process of the benchmark itself (a load generator or a floor) that answers messages. */
export interface Tool {
  readonly pid: number
  /** Sends a message and resolves with the answer; one at a time. */
  ask<Schema extends z.ZodType>(message: object, answer: Schema): Promise<z.infer<Schema>>
  stop(): Promise<void>
}

/** Starts a tool, named by its path below bench/ without the ending. It ends with the rig. */
export function startTool(rig: Rig, path: string): Tool {
  const child = fork(fileURLToPath(new URL(`../${path}.ts`, import.meta.url)))
  const ended = once(child, 'exit')
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await ended
  }
  rig.defer(stop)
  return {
    pid: child.pid ?? -1,
    stop,
    ask: async (message, answer) => {
      child.send(message)
      const first = await Promise.race([once(child, 'message'), ended.then(() => undefined)])
      if (!first) throw new Error(`${path} ended instead of answering; it says why above.`)
      return answer.parse(first[0])
    },
  }
}
