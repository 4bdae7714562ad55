import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)
const program = fileURLToPath(new URL('./migrate-child.ts', import.meta.url))

/** Migrates a database in a process of its own; resolves with what that process applied. */
export async function migrateInProcess(url: string, folder: string): Promise<string[]> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', program, url, folder])
  return z.array(z.string()).parse(JSON.parse(stdout))
}
