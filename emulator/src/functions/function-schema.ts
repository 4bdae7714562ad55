import { z } from 'zod'

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** A Lambda function of an account, answered by a program on this machine. */
export const functionSchema = z.strictObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  region: z.string(),
  url: z
    .url()
    .refine((url) => loopback.has(new URL(url).hostname), 'must be an address of this machine')
    .describe(
      "Gets the event by POST and answers with JSON. AWS's own runtime interface emulator will do.",
    ),
})
