import { isIP } from 'node:net'

/**
 * Whether a Host header names this machine: loopback, any address, or a name that was allowed. A page in
 * somebody's browser reaches loopback under a name of its own that it points here (DNS rebinding); it
 * cannot do so under an address, nor under `localhost`.
 */
export function isOwnHost(host: string | undefined, allowed: readonly string[]): boolean {
  if (host === undefined) return true
  const name = hostname(host)
  if (name === null) return false
  const isLoopback = name === 'localhost' || name.endsWith('.localhost')
  return isLoopback || isIP(name) !== 0 || allowed.some((one) => one.toLowerCase() === name)
}

/** Lower case, without port, brackets and the dot of a full name; null when it is no host. */
function hostname(host: string): string | null {
  const bare = /^(?:\[([0-9a-f:.]+)\]|([^\s:/?#@[\]]+))(?::\d{1,5})?$/i.exec(host)
  const name = bare?.[1] ?? bare?.[2]
  return name === undefined ? null : name.toLowerCase().replace(/\.$/, '')
}
