import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Migration {
  readonly number: number
  readonly name: string
  /** Its file, such as 0001-organizations.sql. */
  readonly file: string
  readonly sql: string
  /** SHA-256 of the file's text, in hexadecimal. */
  readonly checksum: string
}

/**
 * The migrations of a folder in order: files named NNNN-name.sql, numbered from 1 without a gap.
 * Throws one sentence when a number is missing or there twice, or a file has another name.
 */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await filesIn(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  files.forEach((file, index) => refuseMisnumbered(folder, file, index + 1))
  return Promise.all(files.map((file) => readMigration(folder, file)))
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    throw new Error(
      `The folder ${folder}, which holds the migrations, cannot be read. Install Outcrop again.`,
      { cause: error },
    )
  }
}

function refuseMisnumbered(folder: string, file: string, expected: number): void {
  const wanted = String(expected).padStart(4, '0')
  if (!/^\d{4}-.+\.sql$/.test(file)) {
    throw new Error(`${join(folder, file)} is not named NNNN-name.sql. Rename it, or move it away.`)
  }
  const number = Number(file.slice(0, 4))
  if (number > expected) {
    throw new Error(`Migration ${wanted} is missing in ${folder}. Put its file back.`)
  }
  if (number < expected) {
    const twice = file.slice(0, 4)
    throw new Error(
      `Two migrations in ${folder} have the number ${twice}. Give ${file} the next free one.`,
    )
  }
}

async function readMigration(folder: string, file: string): Promise<Migration> {
  const sql = await readFile(join(folder, file), 'utf8')
  // Git may change line ends on check-out, which changes no statement.
  const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
  return { number: Number(file.slice(0, 4)), name: file.slice(5, -4), file, sql, checksum }
}
