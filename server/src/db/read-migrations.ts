import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file's text, in hexadecimal. */
  readonly checksum: string
}

/** The migrations of a folder in order: files named NNNN-name.sql, numbered from 1 without a gap. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}-.+\.sql$/.test(file)).toSorted()
  const migrations = await Promise.all(files.map((file) => readMigration(folder, file)))
  return migrations
}

async function readMigration(folder: string, file: string): Promise<Migration> {
  const sql = await readFile(join(folder, file), 'utf8')
  // Git may change line ends on check-out, which changes no statement.
  const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
  return { number: Number(file.slice(0, 4)), name: file.slice(5, -4), sql, checksum }
}
