import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from '../bundle.ts'
import { startRuntimeApi, type Answer } from './runtime-api.ts'

const bootstrap = fileURLToPath(new URL('bootstrap.ts', import.meta.url))

export interface Lambda {
  /** Calls the function as a flow does; it has to answer before the function's timeout. */
  readonly invoke: (
    event: unknown,
    call?: { requestId?: string; timeoutMs?: number },
  ) => Promise<Answer>
  /** All that it has written to its log. */
  readonly log: () => string
  readonly close: () => Promise<void>
}

/** The bundle, alone in a task root, in a process that has the environment of Lambda and no other. */
export async function startLambda(environment: Record<string, string>): Promise<Lambda> {
  const root = mkdtempSync(join(tmpdir(), 'outcrop-lambda-'))
  writeFileSync(join(root, 'index.js'), await bundle())
  writeFileSync(join(root, 'bootstrap.js'), await bundle(bootstrap))
  const api = await startRuntimeApi()
  const child = spawn(process.execPath, [join(root, 'bootstrap.js')], {
    cwd: root,
    env: {
      ...environment,
      AWS_LAMBDA_RUNTIME_API: api.host,
      LAMBDA_TASK_ROOT: root,
      _HANDLER: 'index.handler',
    },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (log += data.toString()))
  }
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The runtime ended: ${log}`)
  })
  ended.catch(() => undefined)
  return {
    invoke: (event, { requestId = randomUUID(), timeoutMs = 30_000 } = {}) =>
      Promise.race([api.invoke({ requestId, event, timeoutMs }), ended]),
    log: () => log,
    close: async () => {
      child.kill('SIGKILL')
      await ended.catch(() => undefined)
      await api.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}
