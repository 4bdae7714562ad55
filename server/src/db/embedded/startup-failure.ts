import { readFileSync, statfsSync } from 'node:fs'
import type { Places } from './places.ts'

const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /no space|space left|quota/i,
    'Free some space there, or choose another folder with OUTCROP_DATA.',
  ],
  [/read-only file system/i, 'Make it writable, or choose another folder with OUTCROP_DATA.'],
  [
    /permission denied|invalid permissions|wrong ownership/i,
    'Give the folder to the user who runs PostgreSQL.',
  ],
  [
    /allocate memory|could not map|shared memory segment/i,
    'Free some memory, or set DATABASE_URL to a PostgreSQL server.',
  ],
]

/** The one sentence for a PostgreSQL that ended while it was starting. `words` is why, in short. */
export function startupFailure({ cluster, log }: Places, words: string): Error {
  const remedy =
    remedies.find(([pattern]) => pattern.test(words))?.[1] ??
    `Read ${log}, where PostgreSQL says more.`
  return new Error(`PostgreSQL could not start in ${cluster}: ${words}. ${remedy}`)
}

/** The last complaint in the log after its first `since` bytes; or what explains that there is none. */
export function lastComplaint({ cluster, log }: Places, since: number, otherwise: string): string {
  const complaint = complaintIn(readFileSync(log).subarray(since).toString())
  if (complaint !== undefined) return complaint
  // A full disk takes no log either.
  const { bavail, bsize } = statfsSync(cluster)
  return bavail * bsize < 1_000_000 ? 'there is no space left on its disk' : otherwise
}

/** The last fatal line of a piece of PostgreSQL's log, without its prefix. */
export function complaintIn(text: string): string | undefined {
  const line =
    text.split('\n').findLast((one) => /\b(FATAL|PANIC):/.test(one)) ??
    text.split('\n').findLast((one) => /\bERROR:|error while/.test(one))
  return line?.replace(/^.*?\b(FATAL|PANIC|ERROR):\s*/, '').trim()
}
