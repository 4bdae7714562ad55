import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Rig } from './rig.ts'

/** A program of the product in a process of its own. */
export interface Program {
  readonly pid: number
  /** Resolves with what it exited with: a code, or the name of a signal. */
  readonly exited: Promise<number | string>
  /** Resolves once it has printed a text; rejects when it ends before, or takes too long. */
  untilItSays(text: string, timeoutMs?: number): Promise<void>
  /** The last lines that it printed. */
  lastWords(): string
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>
  /** SIGKILL: no goodbyes. */
  kill(): Promise<void>
}

export interface ProgramOptions {
  /** Names its log file. */
  readonly name: string
  /** The command line: words after `node --import tsx`, or a whole command. */
  readonly command: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The command that runs one TypeScript file. */
export const node = (file: string, ...words: string[]): string[] => [process.execPath, '--import', 'tsx', file, ...words] // prettier-ignore

const stopTimeoutMs = 20_000

/** Starts a program that ends with the rig. It inherits no settings of Outcrop from this process. */
export function startProgram(
  rig: Rig,
  { name, command, environment = {} }: ProgramOptions,
): Program {
  const log = join(rig.folder, `${name}.log`)
  const file = openSync(log, 'a')
  // What an earlier program of this name said does not count.
  const { size: begin } = fstatSync(file)
  const [executable = '', ...words] = command
  const child = spawn(executable, words, {
    cwd: root,
    stdio: ['ignore', file, file],
    env: { ...inherited(), ...environment },
  })
  closeSync(file)
  const exited = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => code ?? signal ?? -1) // prettier-ignore
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  const said = () => readFileSync(log).subarray(begin).toString()
  const lastWords = () => said().trimEnd().split('\n').slice(-15).join('\n')

  const end = async (signal: NodeJS.Signals) => {
    if (isOver()) return
    child.kill(signal)
    await Promise.race([exited, sleep(stopTimeoutMs, undefined, { ref: false })])
    if (!isOver()) child.kill('SIGKILL')
    await exited
  }
  rig.defer(() => end('SIGTERM'))
  return {
    pid: child.pid ?? -1,
    exited,
    lastWords,
    untilItSays: async (text, timeoutMs = 60_000) => {
      const until = Date.now() + timeoutMs
      while (!said().includes(text)) {
        if (isOver()) throw new Error(`${name} ended before it said "${text}":\n${lastWords()}`)
        if (Date.now() > until) throw new Error(`${name} did not say "${text}" within ${timeoutMs} ms:\n${lastWords()}`) // prettier-ignore
        await sleep(5)
      }
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/**
 * What a program needs of the environment to find itself; settings of Outcrop are given one by one.
 * NODE_OPTIONS is passed on so that a profiler can be loaded into them.
 */
function inherited(): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR, NODE_OPTIONS } = process.env
  return { PATH, HOME, TMPDIR, NODE_OPTIONS }
}
