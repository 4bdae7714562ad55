import type { Asker } from '../../answers/asker.ts'
import type { FlowRun } from '../flow-run.ts'

/** The tokens of each request so far. */
const spent = new WeakMap<object, { inputTokens: number; outputTokens: number }>()

/** Asks for the current request, and has the call log count what all nodes spent together. */
export function summing(run: FlowRun): Asker {
  const asker = run.asker()
  return {
    ...asker,
    noteUsage: ({ inputTokens, outputTokens }) => {
      const before = spent.get(asker) ?? { inputTokens: 0, outputTokens: 0 }
      const now = {
        inputTokens: before.inputTokens + inputTokens,
        outputTokens: before.outputTokens + outputTokens,
      }
      spent.set(asker, now)
      asker.noteUsage(now)
    },
  }
}
