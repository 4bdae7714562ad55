import { z } from 'zod'

const moment = z.object({
  timestamp: z.string(),
  snapshot: z.record(z.string(), z.unknown()).default({}),
})
const timeline = z.array(moment)
const funnel = z.object({ completed: z.boolean(), steps: z.record(z.string(), moment) })

/** A step of a funnel that was reached, or an entry of a timeline. */
export interface Happening {
  /** The step; undefined for an entry of a timeline. */
  readonly step: string | undefined
  readonly at: string
  /** What was captured with it, such as "product_name: Tent". */
  readonly captured: string
}

/** What a funnel or a timeline holds, from the oldest to the newest; undefined when the value is neither. */
export function happeningsOf(value: unknown): readonly Happening[] | undefined {
  const entries = timeline.safeParse(value)
  if (entries.success) return entries.data.map((entry) => happeningOf(undefined, entry))
  const steps = funnel.safeParse(value)
  if (!steps.success) return undefined
  return Object.entries(steps.data.steps)
    .map(([step, entry]) => happeningOf(step, entry))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

function happeningOf(
  step: string | undefined,
  { timestamp, snapshot }: z.infer<typeof moment>,
): Happening {
  const captured = Object.entries(snapshot).map(
    ([name, held]) => `${name}: ${typeof held === 'string' ? held : JSON.stringify(held)}`,
  )
  return { step, at: timestamp, captured: captured.join(', ') }
}
