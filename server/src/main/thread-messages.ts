import type { MessagePort } from 'node:worker_threads'
import { z } from 'zod'

/** What a thread needs to know to apply events. */
export const threadData = z.object({
  databaseUrl: z.string(),
  leaseS: z.number(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
})
export type ThreadData = z.infer<typeof threadData>

/** What a thread is told; it answers when that is done. */
export type ToThread =
  | { readonly type: 'go' }
  | { readonly type: 'wake' }
  | { readonly type: 'reload'; readonly answer: MessagePort }
  | { readonly type: 'stop'; readonly answer: MessagePort }

/** What a thread tells unasked. */
export type FromThread =
  | { readonly type: 'joined' }
  | { readonly type: 'processed'; readonly events: number; readonly lagMs: number }

export interface Answer {
  /** Why it could not be done; null when it was. */
  readonly failure: string | null
}
