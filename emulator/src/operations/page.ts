import { z } from 'zod'
import { validationError } from '../wire/aws-error.ts'

export const pageQuery = {
  maxResults: z.coerce.number().int().min(1).max(1000).default(1000),
  nextToken: z.string().optional(),
}

/** Lists of prompts, flows, agents and knowledge bases take up to 1000, and give 10 at most. */
export const buildPageQuery = {
  ...pageQuery,
  maxResults: pageQuery.maxResults.transform((wanted) => Math.min(wanted, 10)),
}

/** One page of a list; the token is where the next one begins. */
export function page<Item>(
  items: readonly Item[],
  { maxResults, nextToken }: { maxResults: number; nextToken?: string | undefined },
): { items: Item[]; nextToken?: string } {
  const start = nextToken === undefined ? 0 : readToken(nextToken)
  const end = start + maxResults
  const token = Buffer.from(`page:${end}`).toString('base64url')
  return { items: items.slice(start, end), ...(end < items.length && { nextToken: token }) }
}

function readToken(token: string): number {
  const [, start] = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? []
  if (start === undefined) throw validationError('The provided nextToken is invalid.')
  return Number(start)
}
