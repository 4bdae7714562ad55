import { z } from 'zod'

/** Calls to be made to the emulator, with the prompts in turn. */
export const callTask = z.object({
  emulatorUrl: z.url(),
  prompts: z.array(z.string()).min(1),
  calls: z.number(),
  concurrency: z.number(),
})
