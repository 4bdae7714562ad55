import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, fileTrouble } from './file-trouble.ts'
import type { PostgresPackage } from './package-folder.ts'

/** Copies the PostgreSQL package to where every user can run it. Resolves the copy's folder. */
export function copyPackage({ folder, version }: PostgresPackage, copies: string): string {
  const target = join(copies, version)
  if (existsSync(target)) return target
  // Copied beside and renamed, so that an interrupted copy is never taken for a whole one.
  const unfinished = `${target}.${process.pid}`
  try {
    mkdirSync(copies, { recursive: true })
    chmodSync(copies, 0o755)
    cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true })
    openToAll(unfinished)
    moveInto(unfinished, target)
    return target
  } catch (error) {
    throw new Error(
      `PostgreSQL's binaries could not be copied to ${copies}: ${fileTrouble(error)}. Change that, or choose another data folder with OUTCROP_DATA.`,
      { cause: error },
    )
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** The package may have been installed with a strict umask. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, folder.endsWith('bin') ? 0o755 : 0o644)
  }
}

function moveInto(unfinished: string, target: string): void {
  try {
    renameSync(unfinished, target)
  } catch (error) {
    // Another process was faster with the same copy.
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
  }
}
