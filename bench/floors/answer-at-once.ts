import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { answerMessages } from '../rig/answer-messages.ts'
import { bareConverse } from './converse.ts'

const task = z.object({
  port: z.number(),
  emulatorUrl: z.url(),
  /** {{visitor}} in it is replaced by the visitor of each event. */
  prompt: z.string(),
})
const event = z.object({ tealium_visitor_id: z.string() })

// Answers each event and calls Bedrock in the same moment: no storing, no feed, no queue.
answerMessages(task, ({ port, emulatorUrl, prompt }) => {
  const converse = bareConverse(emulatorUrl, 1000)
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { tealium_visitor_id: visitor } = event.parse(JSON.parse(body))
      response.end()
      return converse(prompt.replaceAll('{{visitor}}', visitor))
    })
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve({})))
})
