/** Hands things from whoever makes them to whoever reads them, however fast either is. */
export interface Mailbox<Item> extends AsyncIterable<Item> {
  readonly put: (item: Item) => void
  /** Nothing comes any more. */
  readonly close: () => void
}

export function createMailbox<Item>(): Mailbox<Item> {
  const items: Item[] = []
  let isClosed = false
  let wake: () => void = () => undefined
  return {
    put: (item) => {
      items.push(item)
      wake()
    },
    close: () => {
      isClosed = true
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        yield* items.splice(0)
        if (items.length > 0) continue
        if (isClosed) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
