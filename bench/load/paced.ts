import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { answerMessages } from '../rig/answer-messages.ts'

const task = z.object({
  url: z.url(),
  perSecond: z.number(),
  bodies: z.array(z.string()),
})

const agent = new Agent({ keepAlive: true, maxSockets: 100 })

// Sends each body once, so many per second however long the answers take, and says when each was
// acknowledged (milliseconds since 1970).
answerMessages(task, async ({ url, perSecond, bodies }) => {
  const startedAt = performance.now()
  const acknowledged: Promise<number>[] = []
  while (acknowledged.length < bodies.length) {
    const due = Math.min(bodies.length, ((performance.now() - startedAt) / 1000) * perSecond)
    while (acknowledged.length < due)
      acknowledged.push(post(url, bodies[acknowledged.length] ?? ''))
    await sleep(1)
  }
  return { acknowledgedAt: await Promise.all(acknowledged) }
})

function post(url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const call = request(url, { agent, method: 'POST', headers }, (response) => {
      const at = performance.timeOrigin + performance.now()
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) resolve(at)
        else reject(new Error(`${url} answered ${response.statusCode ?? 'nothing'}.`))
      })
    })
    call.on('error', reject)
    call.end(body)
  })
}
