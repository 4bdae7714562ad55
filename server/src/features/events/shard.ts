export const shardCount = 64

/** The shard of a visitor in a stream: FNV-1a of both, so every process agrees without asking. */
export function shardOf(streamId: string, visitorId: string): number {
  let hash = 0x811c9dc5
  for (const part of [streamId, '\0', visitorId]) {
    for (let index = 0; index < part.length; index += 1) {
      hash = Math.imul(hash ^ part.charCodeAt(index), 0x01000193)
    }
  }
  return (hash >>> 0) % shardCount
}
