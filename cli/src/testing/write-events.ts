import { writeFileSync } from 'node:fs'

/** Writes a file of events with a running number `n`, about `visitors` visitors in turn; gives their count. */
export function writeEvents(
  path: string,
  count: number,
  visitors: number,
  paddingLength = 0,
): number {
  const lines = Array.from({ length: count }, (_, n) =>
    JSON.stringify({
      tealium_account: 'demo',
      tealium_profile: 'shop',
      ...(n % 7 !== 0 && { tealium_visitor_id: `v${(n * 31) % visitors}` }),
      n,
      padding: 'x'.repeat(paddingLength),
    }),
  )
  writeFileSync(path, `${lines.join('\n')}\n`)
  return count
}
