import { z } from 'zod'
import { answerMessages } from '../rig/answer-messages.ts'
import { bareConverse } from './converse.ts'

const task = z.object({
  emulatorUrl: z.url(),
  prompts: z.array(z.string()).min(1),
  calls: z.number(),
  concurrency: z.number(),
})

// Makes so many bare SDK calls, so many at a time, and says how many seconds all of them took.
answerMessages(task, async ({ emulatorUrl, prompts, calls, concurrency }) => {
  const converse = bareConverse(emulatorUrl, concurrency)
  const startedAt = performance.now()
  let next = 0
  const lane = async () => {
    while (next < calls) {
      next += 1
      await converse(prompts[next % prompts.length] ?? '')
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  return { seconds: (performance.now() - startedAt) / 1000 }
})
