import type { TraceLine } from '@outcrop/contract'
import { z } from 'zod'

const named = z.object({ automation_id: z.string(), automation: z.string() })
const told = z.object({ suppressed: z.array(named), delayed: z.array(named) })
const ofDelay = z.object({ automation_id: z.string() })

export interface LineAutomation {
  readonly id: string
  /** Null where the line itself names it. */
  readonly name: string | null
}

/** The automations that a line of a trace is about and that started nothing, each once. */
export function lineAutomations({
  detail,
  run_id,
}: Pick<TraceLine, 'detail' | 'run_id'>): LineAutomation[] {
  // prettier-ignore
  if (run_id !== undefined) return []
  const delay = ofDelay.safeParse(detail)
  if (delay.success) return [{ id: delay.data.automation_id, name: null }]
  const { suppressed = [], delayed = [] } = told.partial().safeParse(detail).data ?? {}
  const names = new Map([...suppressed, ...delayed].map((one) => [one.automation_id, one.automation])) // prettier-ignore
  return [...names].map(([id, name]) => ({ id, name }))
}
