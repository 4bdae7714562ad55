import { PassThrough, Readable } from 'node:stream'
import { runProgram } from '../program.ts'

export interface CliRun {
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
  /** The last line of the output, parsed. */
  readonly summary: unknown
}

interface Around {
  readonly stdin?: Readable
  readonly signal?: AbortSignal
  /** Whether a person watches, who types into `stdin`. */
  readonly isInteractive?: boolean
}

/** Runs one command line in this process. */
export async function runCli(args: readonly string[], around: Around = {}): Promise<CliRun> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const exitCode = await runProgram(args, '0.0.0', {
    stdin: around.stdin ?? Readable.from([]),
    stdout,
    stderr,
    isInteractive: around.isInteractive ?? false,
    columns: 80,
    interruptible: () => around.signal ?? new AbortController().signal,
  })
  const [out, error] = [written(stdout), written(stderr)]
  return { exitCode, stdout: out, stderr: error, summary: lastLineOf(out) }
}

function written(stream: PassThrough): string {
  const bytes: unknown = stream.read()
  return Buffer.isBuffer(bytes) ? bytes.toString() : ''
}

function lastLineOf(text: string): unknown {
  const line = text.trimEnd().split('\n').at(-1) ?? ''
  return line.startsWith('{') ? JSON.parse(line) : undefined
}
