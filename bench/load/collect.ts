import autocannon from 'autocannon'
import { z } from 'zod'
import { answerMessages } from '../rig/answer-messages.ts'
import type { LoadResult } from './load-result.ts'

const task = z.object({
  url: z.url(),
  path: z.string(),
  connections: z.number(),
  durationS: z.number(),
  bodies: z.array(z.string()),
})

// Sends the bodies round and round over all connections, each as fast as answers come.
answerMessages(task, async ({ url, path, connections, durationS, bodies }): Promise<LoadResult> => {
  const result = await autocannon({
    url,
    connections,
    duration: durationS,
    requests: bodies.map((body) => ({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      body,
    })),
  })
  const { non2xx, errors, timeouts } = result
  if (non2xx + errors + timeouts > 0) {
    throw new Error(`${url}${path}: ${non2xx} refused, ${errors} errors, ${timeouts} timeouts`)
  }
  return { accepted: result['2xx'], seconds: result.duration, p99Ms: result.latency.p99 }
})
