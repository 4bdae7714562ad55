import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface MigrationFolder {
  readonly path: string
  /** Writes files, by name. */
  write(files: Readonly<Record<string, string>>): Promise<void>
  remove(): Promise<void>
}

/** A temporary folder with migrations. */
export async function migrationFolder(
  files: Readonly<Record<string, string>>,
): Promise<MigrationFolder> {
  const path = join(await mkdtemp(join(tmpdir(), 'outcrop-migrations-')), 'migrations')
  await mkdir(path)
  const write = async (more: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(more)) await writeFile(join(path, name), text)
  }
  await write(files)
  return { path, write, remove: () => rm(join(path, '..'), { recursive: true, force: true }) }
}
