/** What making many calls cost this process. */
export interface Cost {
  readonly seconds: number
  /** User and system time of this process, per call, in milliseconds. */
  readonly cpuMsPerCall: number
}

/** Makes so many calls, so many at a time, with the prompts in turn. */
export async function inLanes(
  {
    prompts,
    calls,
    concurrency,
  }: { prompts: readonly string[]; calls: number; concurrency: number },
  call: (prompt: string) => Promise<unknown>,
): Promise<Cost> {
  const startedAt = performance.now()
  const before = process.cpuUsage()
  let next = 0
  const lane = async () => {
    while (next < calls) {
      next += 1
      await call(prompts[next % prompts.length] ?? '')
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  const { user, system } = process.cpuUsage(before)
  return {
    seconds: (performance.now() - startedAt) / 1000,
    cpuMsPerCall: (user + system) / 1000 / calls,
  }
}
