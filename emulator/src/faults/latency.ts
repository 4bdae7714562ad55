import { z } from 'zod'

const ms = z.number().min(0).max(3_600_000)

/** Milliseconds: always the same, evenly spread, or log-normal as real models are. */
export const latencySchema = z.union([
  ms,
  z.strictObject({ from: ms, to: ms }),
  z.strictObject({ p50: ms.min(0.001), p99: ms.min(0.001) }),
])

export type Latency = z.infer<typeof latencySchema>

/** The 99th percentile of the standard normal distribution. */
const z99 = 2.326_347_9

/** One draw in milliseconds; `random` gives numbers in [0, 1). */
export function drawLatency(latency: Latency, random: () => number): number {
  if (typeof latency === 'number') return latency
  if ('from' in latency) return latency.from + (latency.to - latency.from) * random()
  const sigma = Math.log(latency.p99 / latency.p50) / z99
  return latency.p50 * Math.exp(sigma * standardNormal(random))
}

function standardNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
