import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Everything that decides which events are in which batch. */
export const sendSettings = z.object({
  account: z.string().optional(),
  profile: z.string().optional(),
  batch: z.number().int().min(1).max(500),
  concurrency: z.number().int().min(1).max(64),
  /** Events at the beginning of the input that are left out. */
  skip: z.number().int().min(0),
  /** Present when the same input shall be sent once more, as new events. */
  again: z.string().optional(),
})
export type SendSettings = z.infer<typeof sendSettings>

/**
 * Names what is sent: batch N of one source id holds the same events in every process that sends
 * it, so the server can tell a repeated batch from a new one.
 */
export function sourceId(contentSha256: string, settings: SendSettings): string {
  const { account, profile, batch, concurrency, skip, again } = settings
  return createHash('sha256')
    .update(JSON.stringify([1, contentSha256, account, profile, batch, concurrency, skip, again]))
    .digest('hex')
    .slice(0, 32)
}
