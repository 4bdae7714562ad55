const firstMs = 200
const mostMs = 5000

/**
 * How long to wait before the try after `failures` failed ones: exponential with full jitter; what
 * the endpoint asks for is the least. `random` is in [0, 1).
 */
export function waitBeforeMs(failures: number, askedMs: number, random: number): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** (failures - 1))
  return Math.max(askedMs, Math.round(ceiling * random))
}
