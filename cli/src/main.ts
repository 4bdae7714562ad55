import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { runProgram } from './program.ts'
import { interruptSignal } from './terminal/interrupt-signal.ts'

const packageFile = new URL('../package.json', import.meta.url)
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(packageFile, 'utf8')))
const { stdin, stdout, stderr, argv } = process

const exitCode = await runProgram(argv.slice(2), version, {
  stdin,
  stdout,
  stderr,
  isInteractive: stderr.isTTY && stdin.isTTY,
  columns: stderr.columns,
  interruptible: interruptSignal,
})
if (exitCode !== undefined) process.exitCode = exitCode
