import type { Scope } from './signing-keys.ts'

export type Authorization = {
  accessKeyId: string
  scope: Scope
  signedHeaders: string[]
  signature: string
}

const pattern =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([0-9a-f]{64})\s*$/

/** Reads a SigV4 Authorization header; undefined when a part is missing or malformed. */
export function parseAuthorization(header: string): Authorization | undefined {
  const [, accessKeyId, date, region, service, signedHeaders, signature] =
    pattern.exec(header) ?? []
  if (!accessKeyId || !date || !region || !service || !signedHeaders || !signature) return undefined
  return {
    accessKeyId,
    scope: { date, region, service },
    signedHeaders: signedHeaders.split(';'),
    signature,
  }
}
