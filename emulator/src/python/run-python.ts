import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { isJsonObject, parseJson, type Json, type JsonObject } from '../json.ts'

/** Why Python gave no result: it is not there, it was stopped, or the code failed. */
export class PythonFailure extends Error {
  readonly kind: 'missing' | 'stopped' | 'failed'

  constructor(kind: PythonFailure['kind'], message: string) {
    super(message)
    this.name = 'PythonFailure'
    this.kind = kind
  }
}

export type Python = {
  /** The program, such as python3. */
  command: string
  /** Ends the code when it is aborted. */
  signal: AbortSignal
}

/** More than this is no result of a node. */
const mostBytes = 25_000_000
const session = fileURLToPath(new URL('session.py', import.meta.url))
const answer = z.union([
  z.strictObject({ result: z.json() }),
  z.strictObject({ error: z.string() }),
])

/**
 * Runs code as an interactive session would, with inputs as its variables; the value of the last
 * statement is the result. Rejects with PythonFailure.
 */
export async function runPython(code: string, inputs: JsonObject, python: Python): Promise<Json> {
  const told = await talk(JSON.stringify({ code, inputs }), python)
  const parsed = answer.safeParse(isJsonObject(told) ? told : {})
  if (!parsed.success) throw new PythonFailure('failed', 'The code ended the Python session.')
  if ('error' in parsed.data) throw new PythonFailure('failed', parsed.data.error)
  return parsed.data.result
}

/** `-I` keeps the session from the modules and settings of whoever started the emulator. */
function talk(request: string, { command, signal }: Python): Promise<Json> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, ['-I', session], {
      // Only to find the program; the session forgets it before any code runs.
      env: { PATH: process.env['PATH'] },
      signal,
      killSignal: 'SIGKILL',
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const chunks: Buffer[] = []
    let size = 0
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > mostBytes) child.kill('SIGKILL')
      else chunks.push(chunk)
    })
    child.once('error', (error) => reject(startFailure(error, command, signal)))
    child.once('close', () => resolve(read(Buffer.concat(chunks).toString('utf8'))))
    // Whoever ends early does not read to the end.
    child.stdin.on('error', () => undefined)
    child.stdin.end(request)
  })
}

function startFailure(error: Error, command: string, { aborted }: AbortSignal): PythonFailure {
  if (aborted) return new PythonFailure('stopped', 'The code was stopped before it had ended.')
  return new PythonFailure('missing', `${command} cannot be started: ${error.message}`)
}

function read(text: string): Json {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}
