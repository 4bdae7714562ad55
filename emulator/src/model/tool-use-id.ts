import { createHash } from 'node:crypto'

/** An id in the form of Bedrock, always the same for the same source text. */
export function toolUseId(source: string): string {
  return `tooluse_${createHash('sha256').update(source).digest('base64url').slice(0, 22)}`
}
