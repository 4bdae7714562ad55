import type { Client, Stream } from '@outcrop/contract'
import { usageFailure } from '../terminal/command-failure.ts'
import { allPages } from '../api/all-pages.ts'

/** The stream of an account and profile, written `account/profile`. */
export async function findStream(client: Client, name: string): Promise<Stream> {
  const names: string[] = []
  for await (const stream of allStreams(client)) {
    if (nameOf(stream) === name) return stream
    names.push(nameOf(stream))
  }
  const known =
    names.length === 0 ? 'There are no streams yet.' : `Name one of these: ${names.join(', ')}.`
  throw usageFailure(`There is no stream "${name}".`, known)
}

export const nameOf = ({ account, profile }: Stream): string => `${account}/${profile}`

export function allStreams(client: Client): AsyncGenerator<Stream> {
  return allPages((cursor) => client.listStreams({ query: { limit: 200, ...cursor } }))
}
