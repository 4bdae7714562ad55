import { createHash } from 'node:crypto'
import { escapeUri } from './escape-uri.ts'

export type SignedParts = {
  method: string
  rawPath: string
  rawQuery: string
  signedHeaders: readonly string[]
  header: (name: string) => string | undefined
  body: Uint8Array
}

/**
 * The text that both sides hash. The path on the wire is encoded once; signing encodes it again.
 * The body's own hash is used, never the one that the client claims.
 */
export function canonicalRequest(parts: SignedParts): string {
  const headers = parts.signedHeaders.map(
    (name) => `${name}:${(parts.header(name) ?? '').trim().replace(/\s+/g, ' ')}\n`,
  )
  return [
    parts.method,
    canonicalPath(parts.rawPath),
    canonicalQuery(parts.rawQuery),
    headers.join(''),
    parts.signedHeaders.join(';'),
    createHash('sha256').update(parts.body).digest('hex'),
  ].join('\n')
}

function canonicalPath(rawPath: string): string {
  const segments: string[] = []
  for (const segment of rawPath.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  const closing = segments.length > 0 && rawPath.endsWith('/') ? '/' : ''
  return `/${segments.map(encodeURIComponent).join('/')}${closing}`
}

function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') return ''
  const pairs = [...new URLSearchParams(rawQuery)]
  return pairs
    .map(([name, value]) => `${escapeUri(name)}=${escapeUri(value)}`)
    .sort((left, right) => (left < right ? -1 : 1))
    .join('&')
}
