import type { Db } from './transaction.ts'

const oldest = 15

/** Throws one sentence when the server is older than what Outcrop's SQL needs. */
export async function refuseOldServer(db: Db): Promise<void> {
  const { rows } = await db.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )
  const complaint = versionComplaint(Number(rows[0]?.version))
  if (complaint !== undefined) throw new Error(complaint)
}

/** `versionNumber` as PostgreSQL counts: 150004 is 15.4. */
export function versionComplaint(versionNumber: number): string | undefined {
  const major = Math.floor(versionNumber / 10_000)
  if (major >= oldest) return undefined
  return `PostgreSQL ${major} is too old: Outcrop needs PostgreSQL ${oldest} or newer. Upgrade the server of DATABASE_URL, or leave DATABASE_URL out to use the one that Outcrop brings.`
}
