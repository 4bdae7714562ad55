import type { Client, Usage } from '@outcrop/contract'
import { z } from 'zod'

/** How things stood before the first event was sent, by the server's own clock and counts. */
export const baseline = z.object({
  newest_event_id: z.string().nullable(),
  newest_event_at: z.string().nullable(),
  /** The hour in which sending began, and the events processed in it until then. */
  hour: z.string(),
  processed: z.number(),
})
export type Baseline = z.infer<typeof baseline>

export async function takeBaseline(client: Client): Promise<Baseline> {
  const usage = await client.getUsage({ query: { hours: 1 } })
  const newest = (await client.listEvents({ query: { limit: 1 } })).items[0]
  const bucket = usage.hours.at(-1)
  return {
    newest_event_id: newest?.id ?? null,
    newest_event_at: newest?.received_at ?? null,
    hour: bucket?.hour ?? new Date(0).toISOString(),
    processed: bucket?.events ?? 0,
  }
}

/** Events that the server has processed since the baseline. */
export function processedSince({ hours }: Usage, { hour, processed }: Baseline): number {
  const since = hours.filter((bucket) => bucket.hour >= hour)
  return since.reduce((sum, bucket) => sum + bucket.events, 0) - processed
}

/** How many hours of usage to ask for, so that the baseline's hour is among them. */
export function hoursSince({ hour }: Baseline, nowMs: number): number {
  return Math.max(1, Math.min(744, Math.ceil((nowMs - Date.parse(hour)) / 3_600_000) + 1))
}
