/** Batches that wait in a lane behind the one that is being sent. */
const ahead = 1

interface Laned {
  readonly lane: number
}

/**
 * Works off items: those of one lane one after the other, the lanes side by side, with few items in
 * memory. After the first failure nothing new is begun; the failure is thrown when all is quiet.
 */
export async function inLanes<Item extends Laned>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<void>,
  onFailure: () => void,
): Promise<void> {
  const lanes = new Map<number, Promise<void>[]>()
  const failures: unknown[] = []
  const fail = (error: unknown) => {
    failures.push(error)
    onFailure()
  }
  const after = async (before: Promise<void> | undefined, item: Item) => {
    await before
    if (failures.length === 0) await work(item).catch(fail)
  }
  try {
    for await (const item of items) {
      const lane = lanes.get(item.lane) ?? []
      lanes.set(item.lane, lane)
      if (lane.length > ahead) await lane[0]
      if (failures.length > 0) break
      const task = after(lane.at(-1), item).then(() => void lane.shift())
      lane.push(task)
    }
  } catch (error) {
    fail(error)
  }
  await Promise.all([...lanes.values()].flat())
  if (failures.length > 0) throw failures[0]
}
