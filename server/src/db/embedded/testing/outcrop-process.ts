import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const child = fileURLToPath(new URL('./start-child.ts', import.meta.url))

const started = z.object({ url: z.string(), pid: z.number(), adopted: z.boolean() })
const message = z.union([
  z.object({ started }),
  z.object({ failed: z.string() }),
  z.object({ logged: z.string() }),
])

export interface OutcropProcess {
  readonly pid: number
  readonly logged: string[]
  /** What `startPostgres` answered in that process; rejects with its error. */
  readonly started: Promise<z.infer<typeof started>>
  stop(): Promise<void>
  /** SIGKILL, to the process alone. Resolves when it is gone. */
  kill(): Promise<void>
  /** What a terminal sends on Ctrl-C: to the process and all that share its group. */
  interrupt(): Promise<void>
}

export interface ProcessOptions {
  readonly durable?: boolean
  readonly user?: { readonly uid: number; readonly gid: number }
  readonly env?: Readonly<Record<string, string>>
  /** A shell script that runs first, as root in a mount namespace of its own; `$1` is the data folder. */
  readonly mounts?: string
}

/** Calls `startPostgres` in a process of its own. */
export function outcropProcess(
  dataDir: string,
  { user, env, mounts, durable = false }: ProcessOptions = {},
): OutcropProcess {
  const node = [
    process.execPath,
    '--import',
    import.meta.resolve('tsx'),
    child,
    dataDir,
    durable ? 'durable' : 'fast',
  ]
  const [command = '', ...args] = mounts === undefined ? node : ['unshare', '--mount', 'sh', '-ec', `${mounts}; shift; exec "$@"`, 'sh', dataDir, ...node] // prettier-ignore
  const running = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    cwd: '/',
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...env },
    ...user,
  })
  const gone = new Promise<void>((resolve) => running.once('exit', () => resolve()))
  const logged: string[] = []
  const answer = new Promise<z.infer<typeof started>>((resolve, reject) => {
    createInterface({ input: running.stdout }).on('line', (line) => {
      const said = message.parse(JSON.parse(line))
      if ('logged' in said) logged.push(said.logged)
      if ('failed' in said) reject(new Error(said.failed))
      if ('started' in said) resolve(said.started)
    })
    void gone.then(() => reject(new Error('the process ended')))
  })
  answer.catch(() => undefined)
  const pid = running.pid ?? 0
  return {
    pid,
    logged,
    started: answer,
    stop: () => {
      running.stdin.end('stop\n')
      return gone
    },
    kill: () => {
      running.kill('SIGKILL')
      return gone
    },
    interrupt: () => {
      process.kill(-pid, 'SIGINT')
      return gone
    },
  }
}
