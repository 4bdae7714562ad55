import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { answerMessages } from '../rig/answer-messages.ts'
import { bareConverse } from './converse.ts'

const task = z.object({
  emulatorUrl: z.url(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  prompts: z.array(z.string()).min(1),
  perMinute: z.number(),
  seconds: z.number(),
})

// Makes bare SDK calls at an even pace for a while; what is refused is not tried again.
answerMessages(task, async ({ emulatorUrl, credentials, prompts, perMinute, seconds }) => {
  const converse = bareConverse(emulatorUrl, 100, credentials)
  const startedAt = performance.now()
  const calls: Promise<void>[] = []
  for (;;) {
    const elapsed = (performance.now() - startedAt) / 1000
    if (elapsed >= seconds) break
    while (calls.length < (elapsed * perMinute) / 60)
      calls.push(converse(prompts[calls.length % prompts.length] ?? '').catch(() => undefined))
    await sleep(5)
  }
  await Promise.all(calls)
  return { calls: calls.length }
})
