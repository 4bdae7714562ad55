import { readFileSync, statfsSync } from 'node:fs'
import type { Places } from './places.ts'

const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /no space|space left|quota/i,
    'Free some space there, or choose another folder with OUTCROP_DATA.',
  ],
  [/address already in use/i, 'End the program that uses this address, then start again.'],
  [
    /pre-existing shared memory/i,
    'Processes of a PostgreSQL that was killed are still at work there: end them, or wait for them.',
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
export function startupFailure(
  { cluster, log }: Pick<Places, 'cluster' | 'log'>,
  words: string,
): Error {
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

/** Why PostgreSQL gave up, out of a piece of its log. */
export function complaintIn(text: string): string | undefined {
  const lines = text.split('\n')
  const line =
    lines.findLast((one) => /\b(FATAL|PANIC):/.test(one)) ??
    lines.findLast((one) => /\bERROR:|^postgres: /.test(one))
  const words = line?.replace(/^.*?\b(FATAL|PANIC|ERROR|postgres):\s*/, '').trim()
  return words?.startsWith('could not create any') ? (addressTrouble(lines) ?? words) : words
}

/** Its last words only say that it has no address; why and which one it says before. */
function addressTrouble(lines: readonly string[]): string | undefined {
  const at = lines.findLastIndex((one) => /\bcould not bind /.test(one))
  const reason = lines[at]?.replace(/^.*?\b(?=could not bind )/, '').trim()
  const port = /on port (\d+)/.exec(lines[at + 1] ?? '')?.[1]
  return port === undefined ? reason : `${reason} (port ${port})`
}
