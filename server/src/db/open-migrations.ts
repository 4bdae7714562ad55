import type { Migration } from './read-migrations.ts'

export interface Applied {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/** The migrations that are still to be applied. Throws when files and database do not belong together. */
export function openMigrations(
  migrations: readonly Migration[],
  applied: readonly Applied[],
): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const { number, name, checksum } of applied) {
    const file = known.get(number)
    if (!file) {
      throw new Error(
        `The database has migration ${number} (${name}), which this version of Outcrop does not know. It was used by a newer version: start that one, or restore a backup.`,
      )
    }
    if (file.checksum !== checksum) {
      throw new Error(
        `Migration ${number} (${name}) was changed after it had been applied to this database. Restore the file as it was, or start with a new database.`,
      )
    }
  }
  const done = new Set(applied.map(({ number }) => number))
  const open = migrations.filter(({ number }) => !done.has(number))
  const last = Math.max(0, ...done)
  const late = open.find(({ number }) => number < last)
  if (late) {
    throw new Error(
      `Migration ${late.number} (${late.name}) is not in this database, although ${last} is. Restore a backup, or start with a new database.`,
    )
  }
  return open
}
