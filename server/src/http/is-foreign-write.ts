import type { IncomingHttpHeaders } from 'node:http'

const reading = ['GET', 'HEAD', 'OPTIONS']

/**
 * Whether a page of another site may have caused this change in the name of someone who is signed in.
 * Only cookies travel by themselves, so requests without them, or with a key, are never suspected.
 * A browser always sends at least one of Sec-Fetch-Site and Origin with a change.
 */
export function isForeignWrite(method: string, headers: IncomingHttpHeaders): boolean {
  if (reading.includes(method) || !headers.cookie || headers.authorization) return false
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin'
  return !isOwnOrigin(headers)
}

/** Whether the page that a browser names as the origin of a request is one of this server. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return hostOf(origin) === host
}

function hostOf(origin: string | undefined): string | null {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).host : null
}
