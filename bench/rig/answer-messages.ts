import type { z } from 'zod'

/** The other end of a tool: answers each message with what `work` resolves with. */
export function answerMessages<Schema extends z.ZodType>(
  schema: Schema,
  work: (message: z.infer<Schema>) => Promise<object>,
): void {
  process.on('message', (message) => {
    work(schema.parse(message)).then(
      (answer) => process.send?.(answer),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
}
