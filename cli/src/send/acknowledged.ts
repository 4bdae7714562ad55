import { z } from 'zod'

/** Which batches the server has acknowledged: all up to a number, and some beyond it. */
export const acknowledged = z.object({
  up_to: z.number().int().min(0),
  beyond: z.array(z.number().int()),
})
export type Acknowledged = z.infer<typeof acknowledged>

export const nothingAcknowledged: Acknowledged = { up_to: 0, beyond: [] }

export function isAcknowledged({ up_to, beyond }: Acknowledged, batch: number): boolean {
  return batch <= up_to || beyond.includes(batch)
}

/** The same with one batch more. Lanes finish out of order, so `beyond` stays as short as there are lanes. */
export function acknowledge(before: Acknowledged, batch: number): Acknowledged {
  if (isAcknowledged(before, batch)) return before
  const beyond = new Set([...before.beyond, batch])
  let upTo = before.up_to
  while (beyond.delete(upTo + 1)) upTo += 1
  return { up_to: upTo, beyond: [...beyond].toSorted((a, b) => a - b) }
}
