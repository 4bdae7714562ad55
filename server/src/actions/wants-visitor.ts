import { z } from 'zod'

/** The parts of an input of any action that ask about the visitor. */
const asking = z.object({
  add_visitor_profile: z.boolean().catch(false),
  parameters: z.array(z.object({ from: z.looseObject({}) })).catch([]),
})

/** Whether a step needs to know what its visitor was like. */
export function wantsVisitor(input: unknown): boolean {
  const { success, data } = asking.safeParse(input)
  if (!success) return false
  return (
    data.add_visitor_profile ||
    data.parameters.some(({ from }) => 'visitor' in from || 'visit' in from)
  )
}
